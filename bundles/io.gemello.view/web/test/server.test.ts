import {afterEach, expect, it, vi} from 'vitest';

afterEach(() => vi.unstubAllGlobals());

/** Roles are asked once for a page, so each test has a module of its own. */
const fresh = async (answer: () => Response) => {
  vi.resetModules();
  const fetched = vi.fn(async () => answer());
  vi.stubGlobal('fetch', fetched);
  return {fetched, ...await import('../src/net/server')};
};

it('a viewer is known as one, and asked about once', async () => {
  const {has, fetched} = await fresh(() => Response.json({subjects: ['gemello:vera', 'role:viewer']}));
  expect([await has('operator'), await has('integrator')]).toEqual([false, false]);
  expect(fetched).toHaveBeenCalledTimes(1);
});

it('an operator need not be an integrator', async () => {
  const {has} = await fresh(() => Response.json({subjects: ['role:viewer', 'role:operator']}));
  expect([await has('operator'), await has('integrator')]).toEqual([true, false]);
});

it('where nobody can say who somebody is, the server decides, and is asked again', async () => {
  const {has, fetched} = await fresh(() => Response.json({message: 'The twin is away.'}, {status: 503}));
  expect([await has('operator'), await has('operator')]).toEqual([true, true]);
  expect(fetched).toHaveBeenCalledTimes(2);
});
