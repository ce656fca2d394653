// The passwords that people choose most, as the password meter zxcvbn (MIT) lists them, of eight signs or more.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const lists = require('zxcvbn/lib/frequency_lists.js');
const passwords = lists.passwords.filter((one) => [...one].length >= 8).map((one) => one.toLowerCase());
const head = '# Derived by tools/common-passwords from zxcvbn 4.4.2 (MIT, Dropbox, Inc.). Lower case, most common first.\n';
const target = new URL('../../src/SmsActivation.Core/Accounts/common-passwords.txt', import.meta.url);
writeFileSync(target, head + [...new Set(passwords)].join('\n') + '\n');
console.log(`${passwords.length} passwords`);
