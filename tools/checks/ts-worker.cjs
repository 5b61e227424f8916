// Lets a worker thread start from TypeScript sources in tests, as Jest does for the files it loads itself.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const root = join(__dirname, '../..');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const library = /^@doanket\/([a-z]+)$/.exec(request);
  return resolve.call(this, library === null ? request : join(root, 'libs', library[1], 'src/index.ts'), ...rest);
};
require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename, sourceMaps: 'inline', swcrc: false, configFile: false, module: { type: 'commonjs' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true }, keepClassNames: true },
  });
  module._compile(code, filename);
};
