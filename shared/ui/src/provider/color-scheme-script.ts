/** Where the person's choice is kept in localStorage. */
export const colorSchemeKey = 'flotilla.color-scheme';

/**
 * A script for the page to inline in `<head>`, before any style sheet: it puts the stored colour scheme, or
 * the system's, on `<html>`, so that the first paint already has it. It waits for nothing and never throws.
 */
export const colorSchemeScript = `(()=>{let s;try{s=localStorage.getItem(${JSON.stringify(colorSchemeKey)})}catch{}if(s!=="light"&&s!=="dark")s=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";const d=document.documentElement;d.setAttribute("data-mantine-color-scheme",s);d.style.colorScheme=s})()`;
