export { createUploads, type UploadFileOptions, type Uploads, type UploadsOptions } from './create-uploads.ts';
