import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isOnPage } from "../src/common/pages";

describe("The pages that a site wants", () => {
  const cases: [path: string, include: string[], exclude: string[], isOn: boolean][] = [
    ["/", [], [], true],
    ["/", ["/"], [], true],
    ["/shop", ["/shop"], [], true],
    ["/shop/", ["/shop"], [], true],
    ["/shop", ["/shop/"], [], true],
    ["/shop", ["/shop/*"], [], true],
    ["/shop/bread", ["/shop/*"], [], true],
    ["/shopping", ["/shop/*"], [], false],
    ["/Shop", ["/shop"], [], false],
    ["/shop/bread", ["/shop"], [], false],
    ["/fr/shop/x", ["*/shop/*"], [], true],
    ["/shop/checkout", [], ["/shop/checkout"], false],
    ["/shop/checkout", ["/shop/*"], ["*checkout"], false],
    ["/caf%C3%A9", ["/café"], [], true],
    ["/a.html", ["/a.html"], [], true],
    ["/aXhtml", ["/a.html"], [], false],
    ["/a+(b)[c]", ["/a+(b)[c]"], [], false],
    ["/a+(b)", ["/a+(b)"], [], true],
  ];
  for (const [path, include, exclude, isOn] of cases)
    it(`${path} is ${isOn ? "" : "not "}among ${JSON.stringify(include)} without ${JSON.stringify(exclude)}`, () => assert.equal(isOnPage(path, { include, exclude }), isOn));
});
