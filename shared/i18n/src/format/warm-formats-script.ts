/**
 * A script for the page to inline in `<head>`: makes the browser read what it needs to write numbers and dates while it
 * waits for the page's code. The first number of a page costs 15 to 30 ms on a quick machine, every other next to
 * nothing, and it would fall into the first render.
 */
export const warmFormatsScript = `setTimeout(()=>{const l=document.documentElement.lang;new Intl.NumberFormat(l).format(0);new Intl.DateTimeFormat(l,{dateStyle:"medium"}).format()},0)`;
