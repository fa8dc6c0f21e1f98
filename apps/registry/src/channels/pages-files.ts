/** Files of a build that a page never asks for. */
export const forDevelopers = /\.(?:map|md|txt)$/;
