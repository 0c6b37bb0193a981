// Finds the sections that answer a query. It runs when a reader searches, on the index that scripts/publishing/search_index.py writes.
//
// A section is ranked by the share of the query's telling words that it holds: the rarer a word, the more it tells.
// Neighbouring words, the title, and the names that docs/terms.yml gives a section count as well. Chinese needs no
// dictionary: a word is two neighbouring characters, in the index and in the query.
self.manualSearch = ({ docs, same }) => {
  const TOKEN = /\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}_])+(?:\.\p{N}+)*/gu;
  const HAN = /^\p{sc=Han}/u;
  const STOP = new Set(("a about all am an and any are as at be been but by can could did do does doing don done each for from get gets "
    + "getting give go good got had has have help how i if in into is it its just keep keeps let like make makes making me my need not of on "
    + "one or out please properly should so some t than that the their them then there these they this to too vs versus difference between tell use used using ve very "
    + "want was way we what when where which while who why will with without won work would you your").split(" "));
  // the longest first: 怎么办 before 怎么
  const STOP_HAN = /怎么样|怎么办|怎么写|怎么用|是什么|什么是|为什么|什么意思|有什么区别|的区别|区别|有什么|有哪些|哪一个|能不能|可不可以|怎么|怎样|如何|为何|什么|哪里|哪个|哪些|为啥|咋|请问|请教|一直|总是|老是|可以|没有|没了|是否|一个|简单|最好|时候|出现|进行|一下|应该|需要|的|了|吗|呢|么|是|和|与|把|被|我/gu;
  // what a question is often put with: it tells little, and may be missing
  const WEAK = new Set(("add avoid best better build change check choose correct correctly create different draw example existing find fix good "
    + "implement keras learn machine method model neural new network number part prevent print problem program python right run set show "
    + "simple single solve start stop tensorflow tf train trained training two value work write wrong").split(" "));
  const WEAK_PHRASE = /防止|避免|解决|设置|选择|查看|实现|创建|添加|删除|修改|显示|打印|计算|问题|方法|例子|示例|代码|模型|神经网络|网络/u;
  const WEAK_HAN = /[多层图类值数在有能会要用不都也就还再让给到上下中时后前里对为从以及或得很太真去来个这那啊呀吧画存调设加改看写跑装算搭建读查找换选停做]/u; // tells little by itself
  const ASKS = /^\s*(?:how|why|what|when|where|which|who|can|could|should|does|do|is|are)\b/i;
  const ERROR = /\w(?:error|exception|warning)\b|traceback|no attribute|not defined|unexpected keyword|not found|failed|cannot|can't|could not|unable/i;

  // ---- words ----

  const ENDINGS = [
    [/(?<=\w\w)ies$/, "y"], [/(?<=ss|sh|ch|x|z)es$/, ""], [/(?<=[^su])s$/, ""],
    [/i[sz](?:ations?|ers?|ing|ed|e)$/, "iz"], [/(?<=ion)al$/, ""], [/(?<=[aeiouy]\w{1,9})(?:ing|ed)$/, ""], [/(?<=ct)ion$/, ""],
    [/(?<=\wat)ion$/, ""], [/([bdgmnprt])\1$/, "$1"], [/(?<=\w\w)e$/, ""],
  ];
  const stems = new Map();
  const stem = (word) => {
    if (!stems.has(word)) {
      const isWord = word.length > 3 && /^[a-z]+$/.test(word);
      stems.set(word, isWord ? ENDINGS.reduce((left, [ending, instead]) => left.replace(ending, instead), word) : word);
    }
    return stems.get(word);
  };
  // `EarlyStopping` and `early_stopping` are "early stopping"
  const partsOf = (token) => token.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toLowerCase().split("_").filter(Boolean);
  const pairsOf = (parts) => parts.slice(1).map((part, before) => `${stem(parts[before])} ${stem(part)}`);
  const gramsOf = (run) => (run.length > 1 ? Array.from(run).slice(1).map((char, before) => run[before] + char) : [run]);
  const tokensOf = (text) => text.normalize("NFKC").matchAll(TOKEN);

  const tokens = new Map();
  const keysOfToken = (token) => {
    if (!tokens.has(token)) {
      const parts = HAN.test(token) ? [] : partsOf(token);
      const stemmed = parts.map(stem);
      tokens.set(token, {
        keys: parts.length ? [...stemmed, ...(parts.length > 1 ? [parts.join("")] : []), ...pairsOf(parts)] : gramsOf(token),
        first: stemmed[0], last: stemmed.at(-1),
      });
    }
    return tokens.get(token);
  };
  // All keys of a text and how often each is there: stems, pairs of stems, names written as one, pairs of characters.
  const keysOf = (text, found = new Map()) => {
    let before;
    for (const [token] of tokensOf(text)) {
      const { keys, first, last } = keysOfToken(token);
      for (const key of before && first ? [`${before} ${first}`, ...keys] : keys) found.set(key, (found.get(key) ?? 0) + 1);
      before = last;
    }
    return found;
  };
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(STOP_HAN, " ").match(TOKEN)
    ?.filter((word) => !STOP.has(word)).flatMap(partsOf).map(stem).join(" ") ?? "";

  // ---- the index ----

  const sections = docs.map(({ at, title, text = "", code = "", rest = "", names = [], weight = 1 }) => {
    const address = at.replace(/.*[#/](?=.)/, "").replace(/\W/g, " "); // English in both languages
    const isPage = !at.includes("#");
    const own = keysOf(title);
    const head = keysOf([...names, address].join("\n"), new Map(own));
    const words = keysOf([text, code, rest].join("\n"), new Map(head));
    const size = text.length + code.length + rest.length;
    return { at, title, text, code, isPage, weight, words, size, called: names.map(plain), known: plain(title), head, own };
  });
  const pages = new Map(sections.filter(({ isPage }) => isPage).map((section) => [section.at, section]));
  const meanSize = sections.reduce((sum, { size }) => sum + size, 0) / sections.length;
  const holders = new Map();
  for (const { words } of sections) for (const key of words.keys()) holders.set(key, (holders.get(key) ?? 0) + 1);
  const vocabulary = [...holders.keys()].filter((key) => /^[a-z]\w{2,}$/.test(key));
  const spellings = [...new Set(sections.flatMap(({ title, text, code }) => `${title} ${text} ${code}`.match(/[a-z]\w{3,}/gi) ?? []))];
  const idf = (count) => Math.log(1 + sections.length / (count || 0.5));

  // ---- a query ----

  // A unit is what a section holds or not: one of several ways to say it, each a list of keys that must all be there.
  const unit = (ways, tells = 1) => {
    const held = ({ words }) => Math.max(...ways.map((keys) => Math.min(...keys.map((key) => words.get(key) ?? 0))));
    const count = sections.filter(held).length;
    return { ways, held, count, tells, weight: tells * idf(count) };
  };
  const isHeld = (keys) => sections.some(({ words }) => keys.every((key) => words.has(key)));
  const latinUnits = (token) => {
    const parts = partsOf(token);
    if (parts.length > 1) {
      const whole = parts.join("");
      const ways = [pairsOf(parts), ...vocabulary.filter((key) => key.startsWith(whole)).map((key) => [key])].filter(isHeld);
      return [ways.length ? unit(ways) : { ...unit([[whole]]), word: parts[0] }]; // a name is there as a whole, or not
    }
    const [word] = parts;
    const tells = WEAK.has(word) ? 0.3 : 1;
    if (!word || holders.has(stem(word))) return word ? [unit([[stem(word)], [word]], tells)] : [];
    if (tells < 1) return [];
    const longer = word.length > 2 ? vocabulary.filter((key) => key.startsWith(word)) : [];
    return [{ ...unit(longer.length ? longer.map((key) => [key]) : [[word]]), word }];
  };
  // Each character is there if it is there beside one of its neighbours; `half`, since most words have two.
  const hanUnits = (run) => {
    const half = 1 / 2;
    if (run.length === 1) return WEAK_HAN.test(run) ? [] : [unit([[run]], half)];
    const weak = run.match(WEAK_PHRASE); // 模型 in 保存模型 tells less than 保存
    return Array.from(run).flatMap((char, at) => {
      const isWeak = weak && at >= weak.index && at < weak.index + weak[0].length && run.length > weak[0].length;
      const around = [run.slice(at - 1, at + 1), run.slice(at, at + 2)].filter((gram) => gram.length === 2);
      const known = around.filter((gram) => holders.has(gram));
      return known.length || !(isWeak || WEAK_HAN.test(char)) ? [unit((known.length ? known : around).map((gram) => [gram]), isWeak ? 0.3 * half : half)] : [];
    });
  };
  const unitsOf = (text) => {
    const units = [];
    let rest = ` ${text.normalize("NFKC")} `;
    for (const group of same) { // what says the same is one unit
      const said = group.find((phrase) => wholeIn(phrase, rest));
      if (!said) continue;
      const ways = group.map(phraseKeys);
      units.push(unit(ways.some(isHeld) ? ways.filter(isHeld) : ways));
      rest = rest.replace(wholeIn(said, rest)[0], " ");
    }
    for (const [token] of tokensOf(rest.replace(STOP_HAN, " "))) {
      if (HAN.test(token)) units.push(...hanUnits(token));
      else if (!STOP.has(token.toLowerCase())) units.push(...latinUnits(token));
    }
    return units;
  };
  const wholeIn = (words, text) => {
    const edge = (char, side) => (HAN.test(char) ? "" : side);
    const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/[\s_-]+/g, "[\\s_-]*");
    return text.match(new RegExp(edge(words[0], "(?<![\\p{L}\\p{N}])") + escaped + edge(words.at(-1), "(?![\\p{L}\\p{N}])"), "iu"));
  };
  const phraseKeys = (text) => {
    const keys = [...keysOf(text).keys()];
    const pairs = keys.filter((key) => key.includes(" "));
    return pairs.length ? pairs : keys;
  };

  const NAMED = 20;
  const share = (part, all) => all.reduce((sum, each) => sum + (part(each) ? each.weight : 0), 0) / (all.reduce((sum, { weight }) => sum + weight, 0) || 1);

  const answer = (query) => {
    const units = unitsOf(query);
    const isLong = units.reduce((sum, { tells }) => sum + tells, 0) >= 4;
    const rarest = units.reduce((least, each) => (least && least.weight >= each.weight ? least : each), undefined);
    const pairs = [...keysOf(query).keys()].filter((key) => key.includes(" ") && !key.split(" ").every((word) => STOP.has(word)))
      .filter((key) => holders.has(key)).map((key) => unit([[key]]));
    const asked = plain(query);
    const score = (section) => {
      const { head, own, size, weight, called, known } = section;
      const whole = share(({ held }) => held(section), units);
      if (!whole || (isLong ? whole < 0.5 : !rarest.held(section))) return 0;
      const inHead = share(({ held }) => held({ words: head }), units);
      const inTitle = units.filter(({ held }) => held({ words: own })).length;
      const near = pairs.length ? share(({ held }) => held(section), pairs) : whole;
      const often = units.reduce((sum, { held, weight }) => {
        const count = held(section);
        return sum + weight * count / (count + 0.6 + 0.9 * size / meanSize);
      }, 0) / units.reduce((sum, { weight }) => sum + weight, 0);
      // how much of the query is a name of this section
      const named = Math.max(0, ...called.map((name) => (name && ` ${asked} `.includes(HAN.test(name) ? name : ` ${name} `) ? name.length / asked.length : 0)));
      return weight * (4 * whole ** 2 + near + 2 * inHead + Math.min(1, 2 * inTitle / (own.size || 1)) + 2 * often + (asked === known ? 2 : 0)) + NAMED * named ** 3;
    };
    return { units, found: ranked(score, 0.7) }; // a page of small weight is found by its titles alone
  };

  // A pasted message: the section that holds the longest part of it in a row.
  const answerMessage = (query) => {
    const units = unitsOf(query);
    const pairs = [...keysOf(query).keys()].filter((key) => key.includes(" ")).map((key) => unit([[key]]));
    const score = (section) => {
      const { words, own, isPage, weight } = section;
      const near = share(({ held }) => held(section), pairs);
      const whole = share(({ held }) => held(section), units);
      if (near < 0.2 && whole < 0.6) return 0;
      const rare = share(({ held }) => held(section), units.map((each) => ({ ...each, weight: each.weight ** 3 })));
      const tie = pairs.filter(({ held }) => held({ words: own })).length / (own.size || 1) + (isPage ? 0 : near * 20 / words.size);
      return (weight < 0.5 ? weight : 1) * (near + rare / 2 + tie / 20);
    };
    return { units, found: ranked(score, 0) };
  };

  // What holds far less than the best is noise; a name puts its section first, and says nothing against the others.
  const ranked = (score, least) => sections.map((section) => ({ section, score: score(section) })).filter((each) => each.score > least)
    .sort((one, other) => other.score - one.score);

  // ---- spelling ----

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
    let near = word, least = word.length < 4 ? 1 : word.length < 7 ? 2 : 3;
    for (const spelling of spellings) {
      const far = Math.abs(spelling.length - word.length) < least ? distance(word.toLowerCase(), spelling.toLowerCase()) : least;
      if (far < least) [near, least] = [spelling, far];
    }
    return near;
  };
  const respelled = (query, units) => {
    const unknown = new Set(units.filter(({ count, word }) => word && !count).map(({ word }) => word));
    return query.replace(TOKEN, (token) => (!HAN.test(token) && partsOf(token).some((part) => unknown.has(part)) ? nearest(token) : token));
  };

  // ---- what is shown of a section ----

  // [text, whether it is marked] …
  const marked = (text, keys) => {
    const parts = [];
    let end = 0;
    const put = (from, to) => {
      if (from > end) parts.push([text.slice(end, from), false]);
      if (parts.at(-1)?.[1] && from <= end) parts.at(-1)[0] += text.slice(end, to);
      else parts.push([text.slice(from, to), true]);
      end = to;
    };
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      if (!HAN.test(token)) {
        const isWanted = partsOf(token).some((part) => keys.has(stem(part))) || keys.has(token.toLowerCase());
        if (isWanted) put(index, index + token.length);
        continue;
      }
      gramsOf(token).forEach((gram, at) => { if (keys.has(gram)) put(Math.max(end, index + at), index + at + gram.length); });
    }
    if (end < text.length) parts.push([text.slice(end), false]);
    return parts;
  };
  const wantedOf = (units) => new Set(units.flatMap(({ ways }) => ways.flat().flatMap((key) => [key, ...key.split(" ")])));
  const best = (texts, units) => {
    const worth = (text) => {
      const words = keysOf(text);
      return units.reduce((sum, { held, weight }) => sum + (held({ words }) ? weight : 0), 0);
    };
    return texts.map((text, at) => ({ text, at, worth: worth(text) })).reduce((most, each) => (each.worth > most.worth ? each : most), { text: "", at: 0, worth: 0 });
  };
  const ROOM = 150;
  const snippet = (section, units, keys) => {
    const { text, code } = section.text || section.code ? section : sections[sections.indexOf(section) + 1] ?? section;
    const sentences = text.split(/(?<=[。！？；])|(?<=[.!?:]\s+)(?=\S)/);
    const said = best(sentences, units);
    const line = best(code.split("\n"), units);
    if (line.worth > said.worth) return { isCode: true, parts: marked(line.text.trim().slice(0, ROOM), keys) };
    const shown = sentences.slice(said.at).join("");
    const first = marked(shown, keys).find(([, isMarked]) => isMarked)?.[0];
    const skipped = Math.max(0, (first ? shown.indexOf(first) : 0) - 60);
    const end = shown.length > skipped + ROOM ? "…" : "";
    return { isCode: false, parts: marked((skipped ? "…" : "") + shown.slice(skipped, skipped + ROOM) + end, keys) };
  };
  const shown = ({ units, found }) => {
    const keys = wantedOf(units);
    const groups = new Map();
    for (const { section, score } of found) {
      if (score < Math.min(found[0].score, NAMED / 2) / 4) break;
      const place = section.at.replace(/#.*/, "");
      groups.set(place, [...(groups.get(place) ?? []), { section, score }]);
    }
    const close = (score) => ({ score: other }) => other > Math.min(score, NAMED / 2) * 0.6;
    return [...groups].slice(0, 10).map(([place, [{ section: first, score }, ...others]]) => ({
      page: pages.get(place)?.title ?? "",
      at: first.at,
      title: marked(first.title, keys),
      snippet: snippet(first, units, keys),
      others: others.filter(close(score)).slice(0, 2).map(({ section: { at, title } }) => ({ at, title: marked(title, keys) })),
    }));
  };

  return (query) => {
    const words = query.match(TOKEN)?.length ?? 0;
    const isMessage = ERROR.test(query) || (words > 4 && !ASKS.test(query) && !/\p{sc=Han}/u.test(query) && (words > 7 || /['"`:(){}[\]]/.test(query)));
    const ask = isMessage ? answerMessage : answer;
    const first = ask(query);
    if (first.found.length || !first.units.length) return { results: shown(first), instead: "" };
    const instead = respelled(query, first.units);
    if (instead === query) return { results: [], instead: "" };
    const second = ask(instead);
    return { results: shown(second), instead: second.found.length ? instead : "" };
  };
};
