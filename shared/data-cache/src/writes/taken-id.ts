/** Whether a code of the server's means that there is a row with the id that was chosen for a new one. */
export const isTakenId = (code: string): boolean => code === 'RECORD_EXISTS' || code === 'USER_EXISTS';
