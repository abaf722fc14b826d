import { relative } from 'node:path';
import { writeSignOnFile } from './settings-file.ts';
import { startStandIn } from './sign-on.ts';

/** `npm run stand-in:sign-on -- <port> <folder>` */
const [port = '8090', folder = '.data/stand-in'] = process.argv.slice(2);
if (process.env['NODE_ENV'] === 'production') {
  process.stderr.write(
    'This is a stand-in in which everybody may be anybody: it does not run with NODE_ENV=production.\n',
  );
  process.exit(1);
}
if (!/^\d{1,5}$/.test(port)) {
  process.stderr.write('Usage: npm run stand-in:sign-on -- [port] [folder for its settings]\n');
  process.exit(1);
}
const standIn = await startStandIn(Number(port)).catch((cause: unknown) => {
  process.stderr.write(`Port ${port} cannot be used: ${(cause as Error).message}\n`);
  process.exit(1);
});
const file = await writeSignOnFile(standIn, folder);
process.stdout.write(
  `模拟登录服务（仅演示）${standIn.issuer}\n让浙学地图用它：SIGN_ON_FILE=${relative('.', file)} npm start\n`,
);
