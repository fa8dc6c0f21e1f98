export { followUpdates } from './follow-updates.ts';
export { createUpdateOffer } from './offer-update.ts';
