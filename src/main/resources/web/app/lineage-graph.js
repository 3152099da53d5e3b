/* The lineage as a graph: who is near whom, and where cards go when only some of them are shown. Pure functions. */
(function () {
    "use strict";

    const columnGap = 64;
    const cardGap = 18;
    const passes = 4;

    /** For each node, the ids of those it reads (up) and of those that read it (down). */
    function neighbours({ nodes, edges }) {
        const up = new Map(nodes.map((node) => [node.id, []]));
        const down = new Map(nodes.map((node) => [node.id, []]));
        for (const { from, to } of edges) {
            up.get(to)?.push(from);
            down.get(from)?.push(to);
        }
        return { up, down };
    }

    /** Ids that are at most so many steps from the node: all when a number is Infinity. */
    function around(id, near, levelsUp, levelsDown) {
        const found = new Set([id]);
        walk(id, near.up, levelsUp, found);
        walk(id, near.down, levelsDown, found);
        return found;
    }

    function walk(id, links, levels, found) {
        const seen = new Set([id]);
        let front = [id];
        for (let level = 0; level < levels && front.length > 0; level++) {
            front = front.flatMap((each) => links.get(each) || []).filter((each) => !seen.has(each) && seen.add(each));
            front.forEach((each) => found.add(each));
        }
    }

    /**
     * Middles of the cards of some nodes: columns and their order stay as the layout of all nodes has them, gaps are closed,
     * and each card moves as near to the cards it is joined with as its neighbours in the column let it.
     */
    function pack(nodes, near) {
        const columns = columnsOf(nodes);
        const places = new Map();
        let x = 0;
        for (const column of columns) {
            const width = Math.max(...column.map((node) => node.width));
            stack(column, places, x + width / 2);
            x += width + columnGap;
        }
        for (let pass = 0; pass < passes; pass++) {
            columns.forEach((column) => settle(column, places, near.up));
            columns.slice().reverse().forEach((column) => settle(column, places, near.down));
        }
        return places;
    }

    function columnsOf(nodes) {
        const ranks = new Map();
        nodes.forEach((node) => ranks.set(node.rank, [...(ranks.get(node.rank) || []), node]));
        return [...ranks.keys()]
            .sort((one, other) => one - other)
            .map((rank) => ranks.get(rank).sort((one, other) => one.order - other.order));
    }

    function stack(column, places, x) {
        const height = column.reduce((sum, node) => sum + node.height + cardGap, -cardGap);
        let y = -height / 2;
        for (const node of column) {
            places.set(node.id, { x, y: y + node.height / 2 });
            y += node.height + cardGap;
        }
    }

    /**
     * Least squares under "keep the order and the distance": with what stands above subtracted, wished places must not fall,
     * so neighbours that would are pooled and share their mean.
     */
    function settle(column, places, links) {
        let above = 0;
        const pools = [];
        for (const node of column) {
            const joined = (links.get(node.id) || []).map((id) => places.get(id)).filter(Boolean);
            const wish = joined.length ? mean(joined.map((place) => place.y)) : places.get(node.id).y;
            let pool = { sum: wish - above, nodes: [{ id: node.id, above }] };
            while (pools.length && level(pools[pools.length - 1]) > level(pool)) {
                const last = pools.pop();
                pool = { sum: last.sum + pool.sum, nodes: [...last.nodes, ...pool.nodes] };
            }
            pools.push(pool);
            above += node.height + cardGap;
        }
        for (const pool of pools) {
            pool.nodes.forEach(({ id, above: offset }) => (places.get(id).y = level(pool) + offset));
        }
    }

    function level(pool) {
        return pool.sum / pool.nodes.length;
    }

    function mean(numbers) {
        return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    }

    caravan.graph = { neighbours, around, pack };
})();
