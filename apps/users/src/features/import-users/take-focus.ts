/** A ref for what a step begins with: the control that led here is gone, and focus would be lost with it. */
export const takeFocus = (element: HTMLElement | null): void => element?.focus();
