// A reader's way through the pages in Chromium: SIMPUL is the address, PICTURES the folder for screenshots.
// Each page is held to the same rules: no word on the console, no request off the host, labels, one heading, a language.
"use strict";

const assert = require("node:assert/strict");
const path = require("node:path");
const { after, before, test } = require("node:test");
const { chromium } = require("playwright-core");

const home = process.env.SIMPUL.replace(/\/$/, "");
const pictures = process.env.PICTURES;
const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
let browser;

before(async () => {
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
});
after(() => browser?.close());

/** A page of its own that notes all that a page must not do. */
async function visit(options = {}) {
  const context = await browser.newContext({ locale: "en-GB", viewport: widths.desktop, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (line) => {
    if (["error", "warning"].includes(line.type())) faults.push(`${page.url()}: console: ${line.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error}`));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== home && protocol !== "data:") faults.push(`${page.url()}: asks ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") faults.push(`${page.url()}: failed ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { page, context, faults, done: async () => { await context.close(); assert.deepEqual(faults, []); } };
}

/** What every page owes to people who do not see it. */
async function sound(page) {
  const told = await page.evaluate(() => {
    const named = (element) =>
      element.labels?.length > 0 || element.getAttribute("aria-label") || element.getAttribute("aria-labelledby") || element.title;
    const fields = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")];
    const shown = (element) => element.textContent.trim() || element.getAttribute("aria-label") || element.querySelector("title");
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    return {
      lang: document.documentElement.lang,
      headings: document.querySelectorAll("h1").length,
      mains: document.querySelectorAll("main").length,
      unlabelled: fields.filter((field) => !named(field)).map((field) => field.outerHTML),
      nameless: [...document.querySelectorAll("a[href], button")].filter((link) => !shown(link)).map((link) => link.outerHTML),
      repeated: ids.filter((id, at) => ids.indexOf(id) !== at),
      title: document.title,
      inline: document.querySelectorAll("[style], style, script:not([src])").length,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  const where = page.url();
  assert.match(told.lang, /^(en|id)$/, where);
  assert.equal(told.headings, 1, `${where}: one h1`);
  assert.equal(told.mains, 1, `${where}: one main`);
  assert.deepEqual(told.unlabelled, [], where);
  assert.deepEqual(told.nameless, [], where);
  assert.deepEqual(told.repeated, [], `${where}: ids stand once`);
  assert.equal(told.inline, 0, `${where}: no inline style or script`);
  assert.ok(told.title.includes("Simpul"), where);
  assert.ok(told.wide <= 1, `${where}: ${told.wide} pixels wider than the window`);
}

test("from the overview to a sentence, its claim, the network and a file", async () => {
  const { page, done } = await visit();
  await page.goto(`${home}/`);
  await sound(page);

  // Search, with suggestions.
  const box = page.getByRole("search").getByRole("combobox");
  await box.pressSequentially("Kim", { delay: 30 });
  // Not waitForFunction, which would have the page evaluate a string: its policy forbids that.
  await page.locator("#names option").first().waitFor({ state: "attached" });
  await box.fill("Kim Jong");
  await box.press("Enter");
  await page.waitForURL(/search|\/id\//);
  if (page.url().includes("/search")) {
    await sound(page);
    await page.locator("main").getByRole("link", { name: "Kim Jong Un" }).first().click();
  }

  // The entity, a sentence with its words marked, the card of a claim.
  await page.waitForURL(/\/id\/person-/);
  await sound(page);
  const evidence = page.locator("blockquote.evidence").first();
  await evidence.scrollIntoViewIfNeeded();
  assert.ok((await evidence.locator("mark, a").count()) > 0, "words of the sentence are marked");
  const card = page.locator('main a[href^="/id/claim"]').first();
  await card.click();
  await page.waitForURL(/\/id\/claim/);
  await sound(page);
  assert.ok((await page.locator("blockquote").count()) > 0, "a claim shows its sentence");

  // The network: zoom by button and key, a click on a name leads to its page.
  await page.getByRole("link", { name: "Network" }).click();
  await page.waitForURL(/\/graph/);
  await sound(page);
  const picture = page.locator("svg.network");
  const box0 = await picture.getAttribute("viewBox");
  await page.getByRole("button", { name: "Zoom in" }).click();
  const box1 = await picture.getAttribute("viewBox");
  assert.notEqual(box1, box0, "the button zooms");
  await picture.focus();
  await page.keyboard.press("ArrowRight");
  const box2 = await picture.getAttribute("viewBox");
  assert.notEqual(box2, box1, "an arrow key moves");
  const area = await picture.boundingBox();
  await page.mouse.move(area.x + 15, area.y + area.height - 15);
  await page.mouse.down();
  await page.mouse.move(area.x + 90, area.y + area.height - 60, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await picture.getAttribute("viewBox"), box2, "a drag moves");
  assert.ok(page.url().includes("/graph"), "a drag is no click");
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal(await picture.getAttribute("viewBox"), box0, "all is shown again");
  await page.locator("svg.network a.node").first().hover();
  assert.ok(await picture.evaluate((svg) => svg.classList.contains("lit")), "what it is joined to stands out");

  // A filter, and the same as a file.
  await page.getByLabel("Relation", { exact: true }).selectOption("met");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.waitForURL(/predicate=met/);
  await sound(page);
  const wait = page.waitForEvent("download");
  await page.getByRole("link", { name: /GEXF/ }).click();
  const saved = await wait;
  assert.equal(saved.suggestedFilename(), "simpul.gexf");
  const text = require("node:fs").readFileSync(await saved.path(), "utf8");
  assert.ok(text.startsWith("<?xml") && text.includes("<gexf") && !text.includes("attacked"), "only what was asked for");

  await page.locator("svg.network a.node").first().click();
  await page.waitForURL(/\/id\//);
  await sound(page);
  await done();
});

test("the map and the timeline lead to each other and to their sources", async () => {
  const { page, done } = await visit();
  await page.goto(`${home}/map`);
  await sound(page);
  assert.ok(await page.locator("svg .land").evaluate((land) => land.getBBox().width > 1000), "the land is drawn");
  const spot = page.locator("svg a.spot").first();
  const place = (await spot.getAttribute("aria-label")).split(":")[0];
  await spot.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/timeline\?.*place=/);
  await sound(page);
  assert.ok((await page.locator("ol.occasions > li").count()) > 0, `events at ${place}`);
  assert.equal(await page.getByLabel("Place").inputValue(), place);
  await page.locator("ol.occasions .meta a").first().click();
  await page.waitForURL(/\/id\//);
  await sound(page);
  await page.goto(`${home}/timeline?since=never`);
  assert.ok((await page.getByRole("alert").innerText()).includes("never"));
  await done();
});

test("a query is asked, its answer saved, and an error shown where it is", async () => {
  const { page, faults, done } = await visit();
  await page.goto(`${home}/sparql`);
  await sound(page);
  await page.locator("ul.stock a").nth(2).click();
  await page.waitForURL(/stock=/);
  const editor = page.getByLabel("Query", { exact: true });
  const lines = (await editor.inputValue()).split("\n").length;
  assert.equal(await page.locator(".editor .lines > div").count(), lines, "every line has its number");
  await editor.press("Control+Enter");
  await page.waitForURL(/query=/);
  await sound(page);
  assert.ok((await page.locator("main table tbody tr").count()) > 0);
  const wait = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  assert.equal((await wait).suggestedFilename(), "simpul.csv");

  await page.getByLabel("Query", { exact: true }).fill("SELECT ?s\nWHERE { ?s ?p }");
  await page.getByRole("button", { name: "Ask" }).click();
  await page.locator("pre.source mark").first().waitFor();
  await sound(page);
  assert.equal(await page.locator(".editor .lines .wrong").innerText(), "2");
  // Chromium itself writes the status of a refused page to the console.
  faults.splice(0, faults.length, ...faults.filter((fault) => !/status of 400/.test(fault)));
  await done();
});

test("all of it works without a script", async () => {
  const { page, done } = await visit({ javaScriptEnabled: false });
  await page.goto(`${home}/`);
  await page.getByRole("search").getByRole("combobox").fill("Putin");
  await page.getByRole("search").getByRole("button").click();
  await page.locator("main").getByRole("link", { name: "Vladimir Putin" }).first().click();
  assert.ok(page.url().includes("/id/person-"));
  await page.goto(`${home}/graph?predicate=met&n=20`);
  assert.ok((await page.locator("svg.network a.node").count()) > 3);
  assert.ok(await page.locator(".tools").isHidden(), "buttons of the script are not shown");
  await page.locator("svg.network a.node").first().click();
  assert.ok(page.url().includes("/id/"));
  await page.goto(`${home}/sparql`);
  await page.getByRole("button", { name: "Ask" }).click();
  assert.ok((await page.locator("main table tbody tr").count()) > 0);
  await page.goto(`${home}/map`);
  assert.ok((await page.locator("svg a.spot").count()) > 0);
  await done();
});

test("the interface speaks Indonesian to who prefers it, and by the switch", async () => {
  const { page, done } = await visit({ locale: "id-ID" });
  await page.goto(`${home}/graph`);
  assert.equal(await page.locator("html").getAttribute("lang"), "id");
  await page.getByRole("link", { name: "English" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.goto(`${home}/map`);
  assert.equal(await page.locator("html").getAttribute("lang"), "en", "the choice is kept");
  await done();
});

test("pages look as they should: pictures at two widths, light and dark", async (t) => {
  const { page: scout, done } = await visit();
  await scout.goto(`${home}/search?q=Kim+Jong+Un`);
  const entity = await scout.locator('main a[href^="/id/person-"]').first().getAttribute("href");
  await scout.goto(home + entity);
  const claim = await scout.locator('main a[href^="/id/claim"]').first().getAttribute("href");
  const article = await scout.locator('main a[href^="/id/document"]').first().getAttribute("href");
  await done();
  const query = encodeURIComponent("SELECT ?s\nWHERE { ?s ?p }");
  const pages = {
    overview: "/", search: "/search?q=Korea", entity, claim, article, disagreements: "/disagreements", graph: "/graph",
    map: "/map", timeline: "/timeline", sparql: "/sparql?stock=estimates", wrong: `/sparql?query=${query}`,
  };
  for (const [size, viewport] of Object.entries(widths)) {
    for (const colorScheme of ["light", "dark"]) {
      const { page, faults, done: close } = await visit({ viewport, colorScheme, isMobile: size === "phone", hasTouch: size === "phone" });
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(home + address);
        await sound(page);
        await page.screenshot({ path: path.join(pictures, `${name}-${size}-${colorScheme}.png`) });
      }
      faults.splice(0, faults.length, ...faults.filter((fault) => !/status of 400/.test(fault)));
      await close();
    }
  }
  t.diagnostic(`pictures are in ${pictures}`);
});
