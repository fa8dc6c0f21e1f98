/// <reference path="./css.d.ts" />
import './theme/mantine-data.css';
import './theme/data.css';

export { Tabs, type TabsProps } from '@mantine/core';
export { DataTable, type DataTableColumn, type DataTableProps } from './data/data-table.tsx';
export { DescriptionList, type DescriptionListProps } from './data/description-list.tsx';
export { DropZone, type DropZoneProps, type DropZoneRejection } from './data/drop-zone.tsx';
export { FileThumbnail, type FileThumbnailProps } from './data/file-thumbnail.tsx';
export { RelativeTime, type RelativeTimeProps } from './data/relative-time.tsx';
export { Table, type TableProps } from './data/table.tsx';
