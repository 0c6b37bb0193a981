// scripts/offline.py puts this before Material's code. A page from the file system gets no worker, so that the
// search works in a hidden frame; by the name IFrameWorker Material's worker knows that it does.
if (location.protocol === "file:") {
  window.Worker = window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super();
      this.frame = document.body.appendChild(Object.assign(document.createElement("iframe"), { hidden: true }));
      const inside = this.frame.contentWindow;
      inside.document.open();
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.importScripts = async (...addresses) => {
        for (const src of addresses) {
          const script = inside.document.createElement("script");
          const loaded = new Promise((resolve, reject) => Object.assign(script, { src, onload: resolve, onerror: reject }));
          inside.document.body.append(script);
          await loaded;
        }
      };
      this.ready = new Promise((resolve) => inside.addEventListener("load", resolve));
      inside.document.write(`<body><script src="${url}"><\/script>`);
      inside.document.close();
    }
    postMessage(data) {
      this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) })));
    }
    terminate() {
      this.frame.remove();
    }
  };
}
