"use strict";
// The first page of /ops: charts, and what changes while it is open. Without this it shows the moment at which it was asked for.
(() => {
  const state = document.getElementById("live-state");
  const data = document.getElementById("series");
  if (!state || !data) return;

  const MostColours = 7;
  // An outcome has one colour in both charts, as long as the page is open; what is good is green at any time.
  const order = new Map([["Activated", 0]]);
  const title = document.title;
  const utc = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit" });
  const utcDay = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });

  /** Bars that stand on each other, by outcome; which ones is up to whoever looks. */
  class Chart {
    constructor(box) {
      this.box = box;
      this.name = box.dataset.chart;
      this.hidden = new Set();
      this.plot = null;
      this.place = document.createElement("div");
      this.place.className = "plot";
      this.place.setAttribute("aria-hidden", "true");
      this.reading = document.createElement("p");
      this.reading.className = "reading";
      this.reading.setAttribute("aria-hidden", "true");
      this.legend = document.createElement("fieldset");
      this.legend.className = "legend";
      this.legend.innerHTML = '<legend class="unseen">Outcomes to show</legend>';
      this.legend.addEventListener("change", (event) => {
        const { value, checked } = event.target;
        if (checked) this.hidden.delete(value);
        else this.hidden.add(value);
        this.draw();
      });
      box.prepend(this.reading, this.place, this.legend);
      this.table = box.querySelector("details");
      this.table.addEventListener("toggle", () => this.read());
      new ResizeObserver(() => this.fit()).observe(this.place);
    }

    show(series) {
      this.series = series;
      for (const outcome of series.outcomes)
        if (!order.has(outcome.name)) order.set(outcome.name, order.size);
      this.list();
      this.draw();
      this.tell(this.plot.cursor.idx);
    }

    colour(name) {
      return Math.min(order.get(name), MostColours);
    }

    list() {
      const names = this.series.outcomes.map((outcome) => outcome.name).join();
      if (this.names !== names) {
        this.names = names;
        for (const old of this.legend.querySelectorAll("label")) old.remove();
        for (const { name } of this.series.outcomes) {
          const label = document.createElement("label");
          const box = document.createElement("input");
          box.type = "checkbox";
          box.value = name;
          box.checked = !this.hidden.has(name);
          const swatch = document.createElement("span");
          swatch.className = `swatch c${this.colour(name)}`;
          const count = document.createElement("span");
          count.className = "soft count";
          label.append(box, swatch, name, " ", count);
          this.legend.append(label);
        }
      }
      for (const label of this.legend.querySelectorAll("label")) {
        const outcome = this.series.outcomes.find((one) => one.name === label.firstChild.value);
        label.querySelector(".count").textContent = sum(outcome.texts).toLocaleString("en");
      }
    }

    draw() {
      const { first, step, steps } = this.series;
      const shown = this.series.outcomes.filter((outcome) => !this.hidden.has(outcome.name));
      const times = Array.from({ length: steps }, (_, i) => first + i * step);
      // The last is drawn over the others, so it is the lowest: each line is all that stands up to it.
      const below = new Array(steps).fill(0);
      const stack = shown.map((outcome) => outcome.texts.map((texts, i) => (below[i] += texts))).reverse();
      const names = shown.map((outcome) => outcome.name).reverse();
      const key = names.join() + this.scheme();
      this.data = [times, ...stack];
      if (this.plot && this.key === key) {
        this.plot.setData(this.data);
        return;
      }
      this.key = key;
      this.plot?.destroy();
      this.plot = new uPlot(this.options(names), this.data, this.place);
    }

    options(names) {
      const ink = getComputedStyle(this.reading).color;
      const hair = getComputedStyle(this.box).borderTopColor;
      const axis = { stroke: ink, grid: { stroke: hair, width: 1 }, ticks: { stroke: hair, width: 1 }, font: "12px system-ui, sans-serif" };
      const bars = uPlot.paths.bars({ size: [0.85, 60] });
      return {
        ...this.size(),
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
        padding: [10, 24, 0, 0],
        scales: {
          x: { range: (_, from, to) => [from - this.series.step / 2, to + this.series.step / 2] },
          y: { range: (_, __, most) => [0, Math.max(most * 1.1, 4)] },
        },
        axes: [
          { ...axis, size: 30, grid: { show: false }, values: (_, at) => at.map((seconds) => this.tick(seconds)), space: 64 },
          { ...axis, size: 54, values: (_, at) => at.map((n) => (Number.isInteger(n) ? n.toLocaleString("en") : "")) },
        ],
        series: [
          {},
          ...names.map((name) => {
            const colour = this.paint(name);
            return { label: name, stroke: colour, fill: colour, width: 0, paths: bars, points: { show: false } };
          }),
        ],
        hooks: { setCursor: [(plot) => this.tell(plot.cursor.idx)] },
      };
    }

    tick(seconds) {
      const at = new Date(seconds * 1000);
      return this.name === "hour" || seconds % 86400 !== 0
        ? utc.format(at)
        : at.toLocaleDateString("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric" });
    }

    tell(step) {
      if (step === null || step === undefined) {
        const all = sum(this.series.outcomes.map((outcome) => sum(outcome.texts)));
        this.reading.textContent = `${all.toLocaleString("en")} texts. Point at a bar to read it.`;
        return;
      }
      const at = new Date((this.series.first + step * this.series.step) * 1000);
      const parts = this.series.outcomes
        .filter((outcome) => outcome.texts[step] > 0)
        .map((outcome) => `${outcome.name} ${outcome.texts[step].toLocaleString("en")}`);
      const when = (this.name === "hour" ? utc : utcDay).format(at);
      this.reading.textContent = `${when} · ${parts.join(" · ") || "no text"}`;
    }

    paint(name) {
      const swatch = document.createElement("span");
      swatch.className = `swatch c${this.colour(name)}`;
      this.legend.append(swatch);
      const colour = getComputedStyle(swatch).backgroundColor;
      swatch.remove();
      return colour;
    }

    scheme() {
      return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    }

    size() {
      return { width: Math.max(this.place.clientWidth, 200), height: this.place.clientWidth < 500 ? 160 : 210 };
    }

    fit() {
      if (this.plot && this.plot.width !== this.size().width) this.plot.setSize(this.size());
    }

    /** The table is the server's own, and is asked for while it is open. */
    async read() {
      if (!this.table.open) return;
      try {
        const answer = await fetch(`/ops/now/table?of=${this.name}`, { redirect: "error", headers: { "HX-Request": "true", "Ops-Refresh": "1" } });
        if (answer.ok) put(this.table.querySelector(".scroll"), await answer.text());
      } catch {
        // What it showed before stays.
      }
    }
  }

  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

  /** Keeps the focus where it is, and leaves alone what somebody is copying. */
  function put(place, html) {
    const selection = document.getSelection();
    if (!selection.isCollapsed && place.contains(selection.anchorNode)) return;
    const focused = place.contains(document.activeElement)
      ? [...place.querySelectorAll("a, button, input, summary")].indexOf(document.activeElement)
      : -1;
    place.innerHTML = html;
    if (focused >= 0) place.querySelectorAll("a, button, input, summary")[focused]?.focus({ preventScroll: true });
  }

  /** Once for each thing that is so, however its numbers change. */
  let said = null;
  function say() {
    const health = document.querySelector("#live-health .health");
    const sentence = health?.querySelector(".sentence")?.textContent.trim() ?? "";
    const gravity = health?.dataset.gravity;
    const kind = `${gravity} ${sentence.replace(/[\d.,:]+/g, "#").replace(/\btexts\b/g, "text")}`;
    document.title = (gravity === "bad" ? "✖ " : gravity === "warn" ? "! " : "") + title;
    if (said !== null && said !== kind) document.getElementById("live-said").textContent = sentence;
    said = kind;
  }

  // The week's first: its order says more of how frequent an outcome is.
  const charts = [...document.querySelectorAll("[data-chart]")].map((box) => new Chart(box)).reverse();
  function showAll(series) {
    for (const chart of charts) chart.show(series[chart.name]);
  }
  let series = JSON.parse(data.textContent);
  showAll(series);
  say();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => showAll(series));
  setInterval(() => charts.forEach((chart) => chart.read()), 60_000);

  // A hidden page asks for nothing.
  let source = null;
  let heard = 0;
  function tell(live, words) {
    heard = Date.now();
    state.className = live ? "live" : "soft";
    state.textContent = words;
  }
  function open() {
    if (source || document.hidden) return;
    source = new EventSource("/ops/live");
    source.addEventListener("now", (event) => {
      const news = JSON.parse(event.data);
      for (const [name, html] of Object.entries(news.parts)) {
        const place = document.getElementById(`live-${name}`);
        if (place) put(place, html);
      }
      if (news.series) {
        series = JSON.parse(news.series);
        showAll(series);
      }
      say();
      tell(true, `Live, as of ${news.at}`);
    });
    source.addEventListener("beat", (event) => tell(true, `Live, as of ${event.data}`));
    source.addEventListener("away", (event) => tell(false, `The database does not answer (${event.data}); below is what it said last`));
    source.addEventListener("ended", () => {
      close();
      state.className = "fault";
      state.innerHTML = 'You are signed out, or your role has changed. <a href="/ops">Load this page again</a>';
    });
    source.onerror = () => {
      // It comes back by itself, unless the host has refused it.
      if (source?.readyState === EventSource.CLOSED) {
        close();
        tell(false, "Not live: too many pages are open, or you are signed out. Load it again to see the newest.");
      } else tell(false, "Connecting again…");
    };
  }
  function close() {
    source?.close();
    source = null;
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  setInterval(() => {
    if (source && Date.now() - heard > 40_000) {
      close();
      open();
    }
  }, 10_000);
  open();
})();
