import Foundation
import Testing

@testable import graphviz_export

extension PictureTests {
    /// What `auto` makes of graphs of different shapes. Inside ``PictureTests``, so
    /// that libgraphviz is asked for one picture at a time.
    @Suite struct AutoLayoutTests {
        /// A drawing with the looks of ours: companies around one address.
        static func hub(_ neighbourCount: Int) -> [UInt8] {
            let companies = (0..<neighbourCount).map {
                "c\($0) [label=\"云桥市青禾\($0)号\\n企业管理咨询合伙\\n企业（有限合伙）\"]; c\($0) -> hub [label=\"登记\"];"
            }
            return graph(["hub [shape=house, label=\"岭南省云桥市\\n珠江路88号\"];"] + companies)
        }

        /// One holding above the other.
        static func chain(_ nodeCount: Int) -> [UInt8] { graph((1..<nodeCount).map { "c\($0 - 1) -> c\($0);" }) }

        private static func graph(_ lines: [String]) -> [UInt8] {
            let looks = """
                graph [overlap=prism, sep="+20", splines=true, rankdir=LR, nodesep=0.2, ranksep=0.7];
                node [shape=box, fontname="Noto Sans CJK SC", margin="0.14,0.07"];
                """
            return Array("digraph g {\n\(looks)\n\(lines.joined(separator: "\n"))\n}".utf8)
        }

        /// A node as DOT with positions has it, in points.
        private struct Box {
            var name: String
            var x, y, width, height: Double

            func overlaps(_ other: Box) -> Bool {
                // Half a point: positions are written with rounding.
                abs(x - other.x) < (width + other.width) / 2 - 0.5
                    && abs(y - other.y) < (height + other.height) / 2 - 0.5
            }
        }

        private static func boxes(_ dot: [UInt8], _ engine: LayoutEngine = .auto) throws -> [Box] {
            let laidOut = String(
                decoding: try Picture.draw(dot: dot, format: .dot, engine: engine).bytes, as: UTF8.self)
            return try laidOut.matches(of: /(?m)^\s+(\w+)\s+\[([^\[\]]*?pos="[^\]]*?)\];/).compactMap { node in
                guard node.output.1 != "graph", node.output.1 != "node" else { return nil }
                let text = String(node.output.2)
                guard let place = text.firstMatch(of: /pos="([-\d.e+]+),([-\d.e+]+)"/) else { return nil }
                let width = try #require(text.firstMatch(of: /width="?([\d.]+)/))
                let height = try #require(text.firstMatch(of: /height="?([\d.]+)/))
                return Box(
                    name: String(node.output.1), x: Double(place.output.1) ?? .nan, y: Double(place.output.2) ?? .nan,
                    width: 72 * (Double(width.output.1) ?? .nan), height: 72 * (Double(height.output.1) ?? .nan))
            }
        }

        /// Length and width, the longer first, in inches.
        private static func sides(_ boxes: [Box]) -> (Double, Double) {
            func extent(_ low: [Double], _ high: [Double]) -> Double { ((high.max() ?? 0) - (low.min() ?? 0)) / 72 }
            let width = extent(boxes.map { $0.x - $0.width / 2 }, boxes.map { $0.x + $0.width / 2 })
            let height = extent(boxes.map { $0.y - $0.height / 2 }, boxes.map { $0.y + $0.height / 2 })
            return (max(width, height), min(width, height))
        }

        @Test(arguments: [60, 199])
        func `a hub is drawn around its centre, no name over another`(neighbourCount: Int) throws {
            let strip = Self.sides(try Self.boxes(Self.hub(neighbourCount), .dot))
            #expect(strip.0 > 40 && strip.0 > 4 * strip.1)
            let boxes = try Self.boxes(Self.hub(neighbourCount))
            #expect(boxes.count == neighbourCount + 1)
            let (length, width) = Self.sides(boxes)
            print("hub of \(neighbourCount): dot \(strip), auto \((length, width)) inches")
            #expect(length < 2 * width)
            for (index, box) in boxes.enumerated() {
                for other in boxes[(index + 1)...] where box.overlaps(other) {
                    Issue.record("\(box.name) lies over \(other.name)")
                }
            }
        }

        @Test(arguments: [1, 12, 30])
        func `few neighbours and short chains stay with dot`(count: Int) throws {
            for dot in [Self.hub(count), Self.chain(min(count, 20) + 1)] {
                let auto = try Picture.draw(dot: dot, format: .svg, engine: .auto).bytes
                #expect(auto == (try Picture.draw(dot: dot, format: .svg, engine: .dot).bytes))
            }
        }

        @Test func `a graph that names its engine gets it, and one that names none that we know does not`() throws {
            func named(_ engine: String) -> [UInt8] {
                Array(
                    String(decoding: Self.hub(80), as: UTF8.self).replacing("splines=true", with: "layout=\(engine)")
                        .utf8)
            }
            let dot = try Picture.draw(dot: named("dot"), format: .svg, engine: .auto).bytes
            #expect(dot == (try Picture.draw(dot: named("dot"), format: .svg, engine: .dot).bytes))
            let unknown = try Picture.draw(dot: named("osage"), format: .svg, engine: .auto).bytes
            #expect(unknown == (try Picture.draw(dot: named("osage"), format: .svg, engine: .sfdp).bytes))
        }

        @Test func `an ownership chart has owners above what they hold`() throws {
            let chart = try PictureTests.dot("chart")
            let text = String(
                decoding: try Picture.draw(dot: chart, format: .dot, engine: .auto).bytes, as: UTF8.self)
            func height(_ id: String) throws -> Double {
                let start = try #require(text.range(of: "\"\(id)\"\\s+\\[", options: .regularExpression))
                let place = try #require(text[start.upperBound...].firstMatch(of: /pos="([-\d.]+),([-\d.]+)"/))
                return try #require(Double(place.output.2))
            }
            let heights = try ["person:1", "company:2", "company:1"].map(height)
            #expect(heights == heights.sorted(by: >))
            #expect(try height("fold:company:1") > heights[2])
        }

        @Test func `a second layout is the same as the first would have been`() throws {
            let auto = try Picture.draw(dot: Self.hub(80), format: .svg, engine: .auto).bytes
            #expect(auto == (try Picture.draw(dot: Self.hub(80), format: .svg, engine: .sfdp).bytes))
            #expect(auto == (try Picture.draw(dot: Self.hub(80), format: .svg, engine: .auto).bytes))
        }

        @Test func `above the limit of dot only sfdp is asked`() throws {
            let edges = (1..<Limits.dotNodesMax + 1).map { "a\($0 / 3) -> a\($0);" }.joined(separator: "\n")
            let dot = Array("digraph g { splines=line;\n\(edges)\n}".utf8)
            let auto = try Picture.draw(dot: dot, format: .svg, engine: .auto).bytes
            #expect(auto == (try Picture.draw(dot: dot, format: .svg, engine: .sfdp).bytes))
        }
    }
}
