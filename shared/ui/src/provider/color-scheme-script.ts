/** Where the person's choices are kept in localStorage. */
export const colorSchemeKey = 'flotilla.color-scheme';
export const contrastKey = 'flotilla.contrast';

/**
 * A script for the page to inline in `<head>`, before any style sheet: it puts the stored colour scheme and contrast,
 * or the system's, on `<html>`, so that the first paint already has them. It waits for nothing and never throws.
 */
export const colorSchemeScript = `(()=>{const d=document.documentElement,c=(k,a,b,q)=>{let s;try{s=localStorage.getItem(k)}catch{}return s===a||s===b?s:matchMedia(q).matches?a:b},s=c(${JSON.stringify(colorSchemeKey)},"dark","light","(prefers-color-scheme: dark)");d.setAttribute("data-mantine-color-scheme",s);d.style.colorScheme=s;d.setAttribute("data-contrast",c(${JSON.stringify(contrastKey)},"more","normal","(prefers-contrast: more)"))})()`;
