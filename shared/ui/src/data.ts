/// <reference path="./css.d.ts" />
export { DataTable, type DataTableColumn, type DataTableProps } from './data/data-table.tsx';
export { DescriptionList, type DescriptionListProps } from './data/description-list.tsx';
export { DropZone, type DropZoneProps, type DropZoneRejection } from './data/drop-zone.tsx';
export { FileThumbnail, type FileThumbnailProps } from './data/file-thumbnail.tsx';
export { Table, type TableProps } from './data/table.tsx';
// Where remotes that were built earlier take these from; both are in files of their own.
export { RelativeTime } from './page/relative-time.tsx';
export { Tabs } from './tabs.ts';
