/** On `<html>` once text is set in Inter. */
export const fontsAttribute = 'data-fonts';

/**
 * A script for the page to inline in `<head>`: text is set in Inter from the first paint on where a service worker
 * keeps its files. Everywhere else the first paint does not wait for them and asks for nothing that takes the line from
 * it; see `useFonts`. Never throws.
 */
export const fontsScript = `try{if(navigator.serviceWorker.controller)document.documentElement.setAttribute(${JSON.stringify(fontsAttribute)},"")}catch{}`;
