// Progress, uploads with progress, copying the key, printing. Every page works without it.
(() => {
  "use strict";
  document.body.classList.add("script");
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text || "" });
  const write = (node, text) => { if (node && node.textContent !== text) node.textContent = text; };

  // ---- live progress
  const live = one("[data-live]");
  const show = (state) => {
    write(one('[data-say="headline"]', live), state.headline);
    live.classList.toggle("busy", state.working);
    for (const file of state.files) {
      const row = one(`[data-file="${file.id}"]`);
      if (!row) continue;
      row.dataset.state = file.state;
      write(one('[data-say="words"]', row), file.words);
      const bar = one("progress", row);
      bar.hidden = file.state !== "running";
      bar.max = Math.max(file.pages, 1);
      bar.value = file.done;
    }
    for (const asked of state.asked) {
      const row = one(`[data-asked="${asked.id}"]`);
      if (row) write(one('[data-say="words"]', row), asked.words);
    }
  };
  let tag = "", wait = 1000;
  const poll = async () => {
    try {
      const answer = await fetch("/case/status.json", { headers: { Accept: "application/json", "If-None-Match": tag } });
      if (answer.status === 401) return location.assign("/?ended=1");
      if (answer.ok) {
        const state = await answer.json();
        tag = state.tag;
        wait = 1000;
        if (!state.working || ("reload" in live.dataset && String(state.version) !== live.dataset.version)) return location.reload();
        show(state);
      } else wait = Math.min(wait * 1.3, 5000);
    } catch { wait = Math.min(wait * 2, 15000); }
    setTimeout(poll, wait);
  };
  if (live && live.dataset.working) setTimeout(poll, 700);

  // ---- uploads: each file by itself, three at a time, with progress
  const drop = one("#drop");
  if (drop) {
    const taken = one("#taken"), queue = [];
    let running = 0, kept = 0;
    one("#send").hidden = true;
    one(".dropword").hidden = !matchMedia("(hover: hover) and (pointer: fine)").matches;
    const next = () => {
      while (running < 3 && queue.length) send(queue.shift());
      one("#done").hidden = running > 0 || queue.length > 0 || kept === 0;
    };
    const end = (row, good, words) => {
      one("progress", row).remove();
      row.classList.add(good ? "good" : "bad");
      one("span", row).textContent = words;
      kept += good ? 1 : 0;
      running -= 1;
      next();
    };
    const send = ({ file, row }) => {
      running += 1;
      const words = one("span", row), bar = one("progress", row), request = new XMLHttpRequest(), body = new FormData();
      if (file.size > Number(drop.dataset.most)) return end(row, false, "This file is too large. Please split it or send fewer pages.");
      body.append("files", file, file.name);
      request.open("POST", drop.action);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRF-Token", one("[name=csrf]", drop).value);
      request.upload.onprogress = (e) => { if (e.lengthComputable) { bar.max = e.total; bar.value = e.loaded; } };
      request.onload = () => {
        if (request.status === 401) return location.assign("/?ended=1");
        try {
          const said = JSON.parse(request.responseText);
          const found = said.files ? said.files[0] : { accepted: false, words: said.detail };
          end(row, found.accepted, found.words);
        } catch { end(row, false, "That did not work. Please try again."); }
      };
      request.onerror = () => end(row, false, "The connection broke off. Please try again.");
      words.textContent = "Sending";
      request.send(body);
    };
    const add = (files) => {
      for (const file of files) {
        const row = make("li", "");
        row.append(make("strong", "", file.name + " "), make("span", "", "Waiting"), make("progress", ""));
        one("progress", row).setAttribute("aria-label", "Sending " + file.name);
        one("progress", row).value = 0;
        taken.append(row);
        queue.push({ file, row });
      }
      next();
    };
    for (const input of all("input[type=file]", drop)) {
      const take = () => { add([...input.files]); input.value = ""; };
      input.addEventListener("change", take);
      if (input.files.length) take(); // chosen before this script was there
    }
    for (const name of ["dragover", "dragenter"]) drop.addEventListener(name, (e) => { e.preventDefault(); drop.classList.add("over"); });
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
    drop.addEventListener("drop", (e) => { e.preventDefault(); add(e.dataTransfer.files); });
  }

  // ---- small comforts
  for (const button of all("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(one("#" + button.dataset.copy).textContent.trim());
      button.textContent = "Copied";
    });
  }
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => { all("details").forEach((d) => { d.open = true; }); print(); });
  }
  for (const input of all("[data-filter]")) input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of all("#" + input.dataset.filter + " > li")) row.hidden = !words.every((w) => row.dataset.words.includes(w));
  });
})();
