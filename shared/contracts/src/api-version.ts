/** The major version of the HTTP contract. Raised when an endpoint is removed or changes incompatibly. */
export const apiVersion = 1;
