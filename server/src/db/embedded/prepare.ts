import { repositoryCache } from './cache.ts';
import { makeTemplate } from './cluster.ts';

// Run by the build beside the web bundle, so that the first start and the tests find the template made.
await makeTemplate([repositoryCache]);
