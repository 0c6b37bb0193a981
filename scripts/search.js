// scripts/finish.py puts this before Material's search worker: a query is words, not lunr's query language.
//
// Material hands what a reader types to a language in which : - " ~ ^ + * are signs, and a pasted error message has
// plenty of them. Here the query is made of its words alone; a word that the manual doesn't have becomes the nearest
// that it has; and of the sections found, the one that holds the query's words in a row comes first.
(() => {
  const SETUP = 0, QUERY = 2, RESULT = 3; // Material's SearchMessageType
  const WORD = /\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}_])+(?:\.\p{N}+)*/gu;
  let separator, sections, spellings, terms, asked;

  const wordsOf = (text) => text.normalize("NFKC").match(WORD) ?? [];
  const plain = (html) => html.replace(/<[^>]*>|&(?:\w+|#\d+);/g, " ").replace(/\u200b/g, "");

  // Neighbours: `EarlyStopping` is "early stopping"; each Chinese character is a word, wherever a dictionary cuts.
  const pairsOf = (text) => {
    const words = wordsOf(text.normalize("NFKC").replace(/(?=[A-Z][a-z])/g, " "));
    const units = words.flatMap((word) => word.toLowerCase().match(/\p{sc=Han}|\P{sc=Han}+/gu));
    return new Set(units.slice(1).map((unit, before) => `${units[before]} ${unit}`));
  };

  const learn = ({ config, docs }) => {
    // until lunr writes a space here: it takes some words with digits for each other, and then fails
    self.lunr.TokenSet.prototype.toString = function () {
      return Object.entries(this.edges).reduce((all, [letter, { id }]) => `${all} ${letter}${id}`, `${this.final}`);
    };
    // the index has the words that a query has: 'acc' is acc
    config.separator = String.raw`[<>'$%#@*+~^\\]+|${config.separator}`;
    separator = new RegExp(config.separator);
    // addresses are English in both languages: on Chinese pages "confusion matrix" finds #confusion-matrix
    config.fields.name = { boost: 500 };
    for (const doc of docs) doc.name = doc.location.replace("index.html", "").match(/[^/#]*\/?$/)[0].replace(/\W/g, " ");

    const texts = docs.map(({ title, name, text }) => plain([title, name, text].join("\n")));
    sections = new Map(docs.map(({ location, title, boost = 1 }, at) => [
      location, { title: pairsOf(plain(title)), text: pairsOf(texts[at]), isPage: !location.includes("#"), boost },
    ]));
    const words = texts.flatMap(wordsOf);
    spellings = new Map(words.filter((word) => /^[a-z]\w{3,}$/i.test(word)).map((word) => [word.toLowerCase(), word]));
    terms = [...new Set(words.flatMap(partsOf))];
  };

  const partsOf = (word) => word.split(separator).map((part) => part.toLowerCase());
  const isKnown = (word) => partsOf(word).every((part) => terms.some((term) => term.startsWith(part)));

  // How many letters are wrong, missing, too many, or changed places with the next.
  const distance = (one, other) => {
    const rows = [Array.from({ length: other.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= one.length; i++) {
      rows.push([i]);
      for (let j = 1; j <= other.length; j++) {
        const isSame = one[i - 1] === other[j - 1];
        const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + !isSame,
          isSwapped ? rows[i - 2][j - 2] + 1 : Infinity);
      }
    }
    return rows[one.length][other.length];
  };
  const nearest = (word) => {
    if (isKnown(word) || !/^[a-z]\w{3,}$/i.test(word)) return word;
    let near = word, least = Math.floor(word.length / 4) + 1;
    for (const [known, spelling] of spellings) {
      const far = Math.abs(known.length - word.length) < least ? distance(word.toLowerCase(), known) : least;
      if (far < least) [near, least] = [spelling, far];
    }
    return near;
  };

  const telling = (words) => {
    const known = words.filter((word) => self.lunr.stopWordFilter(word.toLowerCase()) && isKnown(word));
    return known.length ? known : words;
  };

  const rank = (items) => {
    const weights = new Map([...pairsOf(asked)].map((pair) => {
      const holders = [...sections.values()].filter(({ text }) => text.has(pair)).length;
      return [pair, holders ? Math.log(1 + sections.size / holders) : 0];
    }));
    const weigh = (pairs) => [...weights].reduce((sum, [pair, weight]) => sum + (pairs.has(pair) ? weight : 0), 0);
    for (const item of items.flat()) {
      const { title, text, isPage, boost } = sections.get(item.location);
      const held = weigh(text);
      // of those that hold as much: the one with such a title, then the one that speaks of little else
      const tie = weigh(title) / (title.size || 1) + (isPage ? 0 : held / text.size);
      item.score += 1e4 * boost * (held + tie); // the glossary stands after the place that explains a term
    }
    const byScore = (one, other) => other.score - one.score;
    for (const group of items) group.sort(byScore);
    items.sort(([one], [other]) => byScore(one, other));
  };

  const post = self.postMessage.bind(self);
  self.postMessage = (message) => {
    if (message.type === RESULT) rank(message.data.items);
    post(message);
  };
  addEventListener("message", ({ data: message }) => {
    if (message.type === SETUP) learn(message.data);
    if (message.type !== QUERY) return;
    const words = [...new Set(wordsOf(message.data))];
    const isMessage = words.length > 4;
    asked = isMessage ? message.data : words.map(nearest).join(" ");
    message.data = isMessage ? telling(words).join(" ") : asked;
  });
})();
