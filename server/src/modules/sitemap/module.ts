import type { Module } from '../../module.ts';
import { sitemapPages } from './routes.ts';

export const sitemap: Module = { name: 'sitemap', serve: (parts) => ({ pages: sitemapPages(parts) }) };
