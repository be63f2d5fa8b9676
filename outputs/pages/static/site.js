// What the pages can do besides: sort and filter tables, find a place. Nothing in them needs it.
// A classic script without a library, so that it works from disk too; it asks for nothing but
// static/places.js, and for that only when somebody begins to search.
"use strict";

(function () {
  const chinese = document.documentElement.lang.startsWith("zh");
  const say = (zh, en) => (chinese ? zh : en);
  const compareText = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  let ids = 0;

  /** An element with its properties and children; text is always set as text. */
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** The rows of a table that are places: not those of medians, not the heads of groups. */
  function rowsOf(table) {
    const rows = [];
    for (const body of table.tBodies) {
      if (body.classList.contains("median")) continue;
      let group = null;
      for (const row of body.rows) {
        if (row.querySelector("th.group")) group = row;
        else rows.push({ row, group, body });
      }
    }
    return rows;
  }

  const headOf = (row) => row.querySelector("th") || row.cells[0];
  const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();

  /** Rows that are filtered out or whose group is not shown are hidden; so is a group without rows. */
  function showGroups(state) {
    for (const { group } of state.rows) if (group) group.hidden = true;
    if (state.sorted) return;
    for (const { row, group } of state.rows) if (group && !row.hidden) group.hidden = false;
  }

  // ---------------------------------------------------------------- sorting

  /** The head cell of each column that has one of its own: the lowest that covers no other column. */
  function columnHeads(table) {
    const heads = [];
    const taken = [];
    Array.from(table.tHead.rows).forEach((row, r) => {
      let column = 0;
      for (const cell of row.cells) {
        while (taken[r] && taken[r][column]) column += 1;
        for (let down = 0; down < cell.rowSpan; down += 1) {
          taken[r + down] = taken[r + down] || [];
          for (let right = 0; right < cell.colSpan; right += 1) taken[r + down][column + right] = true;
        }
        if (cell.colSpan === 1) heads[column] = cell;
        column += cell.colSpan;
      }
    });
    return heads;
  }

  /** What a cell is sorted by: [rank, value]; plans come after figures, and cells without one last. */
  function keyOf(cell, numeric) {
    if (!cell) return [2, 0];
    const stated = cell.dataset.value;
    const bare = cell.cloneNode(true);
    bare.querySelectorAll("small, sup, svg, .only, .gap, [role=img]").forEach((node) => node.remove());
    const text = stated === undefined ? textOf(bare) : stated;
    if (!text) return [2, 0];
    if (!numeric) return [0, text];
    const number = Number((text.replace(/,/g, "").replace(/\u2212/g, "-").match(/-?\d+(\.\d+)?/) || [])[0]);
    return Number.isNaN(number) ? [2, 0] : [cell.querySelector(".plan") ? 1 : 0, number];
  }

  function sortable(table, state) {
    const heads = columnHeads(table);
    const status = make("span", { className: "hidden", role: "status" });
    table.parentElement.before(status);
    heads.forEach((head, column) => {
      const numeric = head.classList.contains("num");
      const name = textOf(head.querySelector("a") || head);
      const button = make("button", { type: "button", className: "sort" });
      button.setAttribute("aria-label", say(`按“${name}”排序`, `Sort by ${name}`));
      head.append(button);
      button.addEventListener("click", () => {
        const orders = numeric ? ["descending", "ascending", null] : ["ascending", "descending", null];
        const order = orders[(orders.indexOf(head.getAttribute("aria-sort")) + 1) % orders.length];
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (order) head.setAttribute("aria-sort", order);
        arrange(state, column, numeric, order);
        status.textContent = {
          ascending: say(`按“${name}”由小到大排列`, `Sorted by ${name}, ascending`),
          descending: say(`按“${name}”由大到小排列`, `Sorted by ${name}, descending`),
        }[order] || say("已恢复原来的次序", "Back in the original order");
      });
    });
  }

  /** Sort the rows, or put them back; while sorted each names its group, whose own row is hidden. */
  function arrange(state, column, numeric, order) {
    state.sorted = order !== null;
    for (const { row, group } of state.rows) {
      const named = headOf(row).querySelector(".of-group");
      if (named) named.remove();
      if (group && state.sorted) {
        headOf(row).append(make("small", { className: "of-group" }, textOf(group)));
      }
    }
    if (order) {
      const sign = order === "ascending" ? 1 : -1;
      const keyed = state.rows.map((each, n) => ({ row: each.row, n, key: keyOf(each.row.cells[column], numeric) }));
      keyed.sort((a, b) => {
        if (a.key[0] !== b.key[0]) return a.key[0] - b.key[0];
        const by = numeric ? a.key[1] - b.key[1] : compareText(a.key[1], b.key[1]);
        return by === 0 || Number.isNaN(by) ? a.n - b.n : sign * by;
      });
      const body = state.rows[0].body;
      for (const { row } of keyed) body.append(row);
    } else {
      let last = null;
      for (const { row, group, body } of state.rows) {
        if (group && group !== last) body.append(group);
        last = group;
        body.append(row);
      }
    }
    showGroups(state);
  }

  // -------------------------------------------------------------- filtering

  const FEWEST_ROWS = 10;

  function filterable(table, state) {
    if (state.rows.length < FEWEST_ROWS) return;
    const texts = state.rows.map(({ row, group }) =>
      `${textOf(headOf(row))} ${group ? textOf(group) : ""}`.toLowerCase());
    const input = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    const count = make("span", { className: "count", role: "status" });
    table.parentElement.before(
      make("p", { className: "filter" },
        make("label", {}, make("span", {}, say("筛选地区", "Filter places")), input), count));
    input.addEventListener("input", () => {
      const words = input.value.trim().toLowerCase().split(/\s+/);
      let shown = 0;
      state.rows.forEach(({ row }, n) => {
        row.hidden = !words.every((word) => texts[n].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      showGroups(state);
      count.textContent = input.value.trim()
        ? say(`${texts.length} 行中的 ${shown} 行`, `${shown} of ${texts.length} rows`) : "";
    });
  }

  for (const table of document.querySelectorAll("table.sortable, table.filterable")) {
    const state = { rows: rowsOf(table), sorted: false };
    if (state.rows.length < 2 || !table.tHead) continue;
    if (table.classList.contains("filterable")) filterable(table, state);
    if (table.classList.contains("sortable")) sortable(table, state);
  }

  // ----------------------------------------------------------------- search

  const MOST_RESULTS = 12;
  let loading = null;

  /** What can be found, fetched once: a script that sets variables, which works from disk too. Each has its
      page, its code, its names, and what it lies in. */
  function places(address) {
    loading = loading || new Promise((resolve, reject) => {
      const script = make("script", { src: address });
      script.addEventListener("load", () => resolve([
        ...(window.countyPlaces || []).map(([code, zh, en, province, prefecture, provinceEn, prefectureEn]) => ({
          page: `places/${code}.html`, code, zh, en, also: "",
          above: [province, prefecture], aboveEn: [prefectureEn, provinceEn],
        })),
        ...(window.countyIndicators || []).map(([id, zh, en, also, domain, domainEn]) => ({
          page: `indicators/${id}.html`, code: "", zh, en, also, above: [domain], aboveEn: [domainEn],
        })),
      ]));
      script.addEventListener("error", reject);
      document.head.append(script);
    });
    return loading;
  }

  /** How well a place or an indicator answers: 0 its name, English name or code begins so, 1 a word of it
      does, 2 it is in the name, 3 in its short names or in what it lies in; Infinity not at all. */
  function rank({ code, zh, en, also, above, aboveEn }, asked) {
    const english = en.toLowerCase();
    if (zh.startsWith(asked) || (code && code.startsWith(asked)) || english.startsWith(asked)) return 0;
    if (english.split(/[\s'’-]+/).some((word) => word.startsWith(asked))) return 1;
    if (zh.includes(asked) || english.includes(asked)) return 2;
    const whole = `${above.join("")}${zh} ${also} ${en}, ${aboveEn.join(", ")}`.toLowerCase();
    return asked.split(/\s+/).every((word) => whole.includes(word)) ? 3 : Infinity;
  }

  function search(box) {
    const root = box.dataset.root || "";
    const number = ids += 1;
    const list = make("div", { id: `found-${number}`, role: "listbox", className: "found", hidden: true });
    const label = say("查找地区或指标", "Find a place or an indicator");
    list.setAttribute("aria-label", label);
    const input = make("input", {
      type: "search", autocomplete: "off", spellcheck: false,
      placeholder: say("查找地区或指标", "Find a place or indicator"),
    });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-label": label, "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-controls": list.id,
    })) input.setAttribute(name, value);
    const status = make("span", { className: "hidden", role: "status" });
    box.replaceChildren(input, list, status);
    box.classList.add("ready");
    let active = -1;

    function close() {
      list.hidden = true;
      status.className = "hidden";
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(n) {
      const options = list.children;
      if (options[active]) options[active].setAttribute("aria-selected", "false");
      active = (n + options.length) % options.length;
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    }

    function option(place, n) {
      const { page, zh, en } = place;
      const above = chinese ? place.above.filter(Boolean).join(" ") : place.aboveEn.filter(Boolean).join(", ");
      const link = make("a", { id: `found-${number}-${n}`, href: `${root}${page}`, tabIndex: -1 },
        make("b", {}, chinese ? zh : en),
        make("small", {}, chinese || en === zh ? above : place.code ? `${zh} · ${above}` : above));
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      return link;
    }

    function show(all) {
      const asked = input.value.trim().toLowerCase();
      if (!asked) {
        status.textContent = "";
        return close();
      }
      const ranked = all.map((place) => ({ place, rank: rank(place, asked) })).filter((each) => each.rank < Infinity);
      ranked.sort((a, b) => a.rank - b.rank);  // a stable sort: those of a rank stay in their order
      const found = ranked.slice(0, MOST_RESULTS).map(({ place }, n) => option(place, n));
      list.replaceChildren(...found);
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.classList.toggle("from-right", box.getBoundingClientRect().left > window.innerWidth / 2);
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      status.textContent = ranked.length
        ? say(`找到 ${ranked.length} 项`, `${ranked.length} found`)
        : say("没有找到这样的地区或指标", "Nothing found among places and indicators");
      status.className = ranked.length ? "hidden" : "found none";  // that there is nothing all can see
      return undefined;
    }

    const update = () => places(box.dataset.places).then(show, () => {
      window.location.href = `${root}places.html`;
    });
    input.addEventListener("focus", () => places(box.dataset.places).catch(() => undefined), { once: true });
    input.addEventListener("input", update);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) {
          if (input.value.trim()) update();
        } else {
          choose(event.key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1);
        }
        event.preventDefault();
      } else if (event.key === "Enter" && !list.hidden) {
        window.location.href = list.children[Math.max(active, 0)].href;
        event.preventDefault();
      } else if (event.key === "Escape") {
        if (list.hidden) input.value = "";
        close();
        event.preventDefault();
      }
    });
    box.addEventListener("focusout", (event) => {
      if (!box.contains(event.relatedTarget)) close();
    });
  }

  document.querySelectorAll(".search[data-places]").forEach(search);
})();
