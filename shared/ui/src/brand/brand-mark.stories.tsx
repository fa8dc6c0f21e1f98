import type { Meta, StoryObj } from '@storybook/react-vite';
import { BrandMark } from '../index.ts';

const meta = { component: BrandMark, title: 'UI/Brand/BrandMark' } satisfies Meta<typeof BrandMark>;
export default meta;
type Story = StoryObj<typeof meta>;

export const WithName: Story = { args: { name: 'Flotilla' } };

export const MarkAlone: Story = {};

export const Large: Story = { args: { name: 'Flotilla', size: 48 } };
