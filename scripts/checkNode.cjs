// Loaded before every npm command's own script: says at once which Node is needed. In a language that any Node of the last ten
// years reads, as the rest is in one that old ones end at with a SyntaxError.
'use strict';

/**
 * True when `version` ("22.12.0") is in `range`, which is made of "^20.19.0" and ">=22.12.0".
 * @param {string} version
 * @param {string} range
 */
function isInRange(version, range) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return range.split('||').some((part) => {
    const match = /(\^|>=)(\d+)\.(\d+)/.exec(part);
    if (!match) return false;
    const isEnough = minor >= Number(match[3]);
    return major === Number(match[2]) ? isEnough : match[1] === '>=' && major > Number(match[2]);
  });
}

/**
 * Returns why this Node can't run HeadRoom, as a sentence; undefined if it can.
 * @param {string} version
 * @param {string} range
 */
function reasonAgainst(version, range) {
  if (isInRange(version, range)) return undefined;
  const needed = range.replace(/\^(\d+)\.(\d+)\.0/g, '$1.$2 or a later $1').replace(/>=(\d+\.\d+)\.0/g, '$1 or newer');
  return `HeadRoom needs Node ${needed.replace(/ *\|\| */g, ', or ')}; this is Node ${version}. Get one from https://nodejs.org and try again.`;
}

module.exports = { isInRange, reasonAgainst };

const reason = reasonAgainst(process.versions.node, require('../package.json').engines.node);
if (reason) {
  console.error(reason);
  process.exit(1);
}
