internal import HTTPTypes

/// The page at `/` where the files of the workbench are not there: what the server
/// answers.
enum IndexPage {
    static func html(_ endpoints: [Endpoint]) -> [UInt8] {
        var rows = ""
        for endpoint in endpoints {
            let parameters = endpoint.parameters.map { parameter in
                "<code title=\"\(escaped(parameter.summary))\">\(escaped(parameter.name))\(parameter.isRequired ? "*" : "")</code>"
            }
            let path = escaped(endpoint.path)
            let shown =
                endpoint.method == .get && endpoint.pathParameters.isEmpty
                    && !endpoint.parameters.contains(where: \.isRequired) ? "<a href=\"\(path)\">\(path)</a>" : path
            rows +=
                "<tr><td>\(endpoint.method.rawValue)</td><td class=\"path\">\(shown)</td>"
                + "<td>\(escaped(endpoint.summary))</td><td>\(parameters.joined(separator: " "))</td></tr>\n"
        }
        return Array(
            """
            <!doctype html>
            <html lang="zh-CN">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>企业全景图谱 Panorama</title>
            <style>
            body { font: 15px/1.5 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 2em auto;
              max-width: 72em; padding: 0 1em; color: #222 }
            td { padding: .3em .8em .3em 0; vertical-align: top; border-top: 1px solid #ddd }
            .path { font-family: monospace; white-space: nowrap }
            code { margin-right: .5em }
            </style>
            <h1>企业全景图谱 Panorama</h1>
            <form action="/v1/search">
            <label>搜索企业、人员、地址、电话 <input name="q" size="40" minlength="2" required></label>
            <button>搜索</button>
            </form>
            <table>
            \(rows)</table>
            <p><a href="/openapi.json">OpenAPI 3.1</a></p>
            </html>

            """.utf8)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
