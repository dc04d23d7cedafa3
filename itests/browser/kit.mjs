// What the scripts that drive a browser have in common.
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

export const PATIENCE_MS = 20000;

export function check(truth, what) {
  if (!truth) {
    throw new Error(what);
  }
}

export async function until(what, question, patience = PATIENCE_MS) {
  const end = Date.now() + patience;
  for (let answer = await question(); ; answer = await question()) {
    if (answer) {
      return answer;
    }
    check(Date.now() < end, 'not in time: ' + what);
    await new Promise(done => setTimeout(done, 100));
  }
}

/** A browser with one page at a time; complaints are what its pages wrote to the console as an error. */
export async function browse(given, ...options) {
  mkdirSync(given.shots, {recursive: true});
  // Drawing in three dimensions by software: build machines have no other.
  const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--use-angle=swiftshader', ...options]});
  const session = {page: null, complaints: []};
  session.fresh = async (settings = {}) => {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...settings});
    context.setDefaultTimeout(PATIENCE_MS);
    session.page = await context.newPage();
    session.page.on('pageerror', error => session.complaints.push(`${session.page.url()}: ${error.message}`));
    session.page.on('console', message => {
      if (message.type() === 'error') {
        session.complaints.push(`${session.page.url()}: ${message.text()} ${message.location().url}`);
      }
    });
    return session.page;
  };
  session.picture = name => session.page.screenshot({path: join(given.shots, name + '.png')});
  session.step = async (name, work) => {
    const begin = Date.now();
    try {
      await work();
      console.log(`ok   ${name} (${Date.now() - begin} ms)`);
    } catch (failure) {
      console.log(`FAIL ${name}: ${failure.message}\n${session.complaints.join('\n')}`);
      await session.picture('failure').catch(() => {});
      await browser.close();
      process.exit(1);
    }
  };
  session.signIn = async (user, path, settings) => {
    const page = await session.fresh(settings);
    await page.goto(given.url + path);
    await page.fill('input[name=name]', user);
    await page.fill('input[name=password]', given.password);
    await page.click('button');
    await page.waitForURL(url => url.pathname === '/' + path);
  };
  session.close = () => browser.close();
  return session;
}
