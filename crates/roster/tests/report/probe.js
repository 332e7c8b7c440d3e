// What a page looks like from inside, written into an attribute of its root, where the dumped document shows it; and
// sent to the page whose frame it may be in.
const all = (selector) => [...document.querySelectorAll(selector)];
const luminance = (colour) => {
  const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const background = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/rgba\(.*, 0\)/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
};
const contrast = (element) => {
  const [a, b] = [getComputedStyle(element).color, background(element)].map(luminance);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};
const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
const found = {
  width: document.documentElement.scrollWidth,
  screen: innerWidth,
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  tags: [...new Set(all("*").map((element) => element.localName))].sort(),
  handlers: all("*").filter((element) => element.getAttributeNames().some((name) => name.startsWith("on"))).length,
  values: all("bdi").map((element) => element.textContent),
  headings: all("h1, h2").map((element) => `${element.localName} ${element.firstChild.data.trim()}`),
  unlabelled: all("th:not([scope])").length,
  tiles: all(".tiles li").map((element) => element.querySelector("strong").textContent + " " +
    element.querySelector(".name").textContent),
  rows: all("section").map((section) => [section.getAttribute("aria-labelledby"), section.querySelectorAll("tbody tr").length]),
  contrast: Math.min(...all("body *").filter(hasText).map(contrast)),
};
document.documentElement.dataset.found = JSON.stringify(found);
parent.postMessage(JSON.stringify(found), "*");
