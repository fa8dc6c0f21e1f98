import { languages } from './languages.ts';

/** Where the person's choice is kept in localStorage. */
export const languageKey = 'flotilla.language';

/**
 * A script for the page to inline in `<head>`: it puts the language that the page is going to speak on `<html>`, so
 * that the first paint hyphenates and reads aloud in it. It waits for nothing and never throws.
 */
export const languageScript = `(()=>{const k=${JSON.stringify(languages)};let l;try{l=localStorage.getItem(${JSON.stringify(languageKey)})}catch{}if(!k.includes(l))l=navigator.languages.map(t=>t.toLowerCase().split("-")[0]).find(t=>k.includes(t))||"en";document.documentElement.lang=l})()`;
