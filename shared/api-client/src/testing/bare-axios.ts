/** The library itself, for the bench that compares the client with it. */
export { type AxiosAdapter, default as bareAxios } from 'axios';
