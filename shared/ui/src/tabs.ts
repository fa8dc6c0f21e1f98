/// <reference path="./css.d.ts" />
import './theme/mantine-tabs.css';
import './theme/tabs.css';

export { Tabs, type TabsProps } from '@mantine/core';
