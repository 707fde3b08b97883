extension World {
    /// Writes what is true of companies as such: rings, benign crowds, planted
    /// scenarios, control, and the sample's stories.
    func writeTruth(to directory: String) throws {
        try write(directory + "/rings.csv", "company_code,ring,scenario,company_name,explanation") { add in
            for (number, ring) in rings.enumerated() {
                for company in ring.companies {
                    add([
                        text(code(Int(company))), "ring-\(number + 1)", ring.scenario, name(Int(company)),
                        ring.explanation,
                    ])
                }
            }
        }
        try write(directory + "/benign.csv", "company_code,crowd,scenario,company_name,premises,reason") { add in
            for (number, crowd) in crowds.enumerated() {
                let premises = crowd.unit == Company.none ? "" : "P\(places.units[Int(crowd.unit)].estate)"
                for company in crowd.companies {
                    add([
                        text(code(Int(company))), "crowd-\(number + 1)", crowd.scenario, name(Int(company)), premises,
                        crowd.explanation,
                    ])
                }
            }
        }
        try write(directory + "/scenarios.csv", "scenario,company_code,company_name,person,note") { add in
            for index in homonyms {
                let company = companies[Int(index)]
                add(["g", text(code(Int(index))), name(Int(index)), "p\(company.rep)", "one of many people called 张伟"])
            }
            for index in companies.indices where companies[index].codeFault > 0 {
                add([
                    "j", text(code(index)), name(index), "",
                    RegistrationTheme.faults[Int(companies[index].codeFault) - 1],
                ])
            }
        }
        try write(directory + "/control.csv", "company_code,controller_kind,controller,by_agreement,company_name") {
            add in
            for index in companies.indices where controllers[index].kind != .none {
                let controller = controllers[index]
                add([
                    text(code(index)), "\(controller.kind)", describe(controller), controller.byAgreement ? "1" : "0",
                    name(index),
                ])
            }
        }
        guard !stories.isEmpty else { return }
        try write(directory + "/stories.csv", "story,company_code,company_name,persons,text") { add in
            for story in stories {
                for company in story.companies {
                    add([
                        story.title, text(code(Int(company))), name(Int(company)),
                        story.persons.map { "p\($0) \(people.name($0))" }.joined(separator: "; "), story.text,
                    ])
                }
            }
        }
    }

    private func describe(_ controller: Controller) -> String {
        switch controller.kind {
        case .none: ""
        case .person: "p\(controller.id)"
        case .company: text(code(Int(controller.id)))
        case .state: stateBodies[Int(controller.id)]
        case .outside: "outside-\(controller.id)"
        case .concerted:
            concerted[Int(controller.id)].members.map { "p\($0)" }.joined(separator: "+")
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func write(_ path: String, _ header: String, _ rows: (([String]) -> Void) -> Void) throws {
        var file = try OutputFile(path: path)
        try file.write(header + "\n")
        var lines: [UInt8] = []
        rows { fields in
            var row = RowBuffer()
            for field in fields { row.add(field) }
            CSVText.append(row, lineEnding: "\n", to: &lines)
        }
        try file.write(lines)
        try file.close()
    }
}
