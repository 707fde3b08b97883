internal import Addresses
public import GraphStore

extension RegistrationCheck {
    /// What an officer has to know beside the indicators.
    public struct Remark: Sendable {
        /// What it says.
        public let kind: Kind
        /// In Chinese and English.
        public let sentence: Title
        /// Companies that it is about.
        public let companies: [NodeID]

        /// What a remark says.
        public enum Kind: String, Sendable, CaseIterable {
            /// No division is called as the city that was named.
            case unknownCity
            /// The address lies in another city than was named.
            case contradictsCity
            /// Nobody can tell in which county or city the address lies.
            case unknownDivision
            /// The address lists \(further.count + 1) premises, of which the first was checked.
            case severalPremises
            /// No record of this store lies in the county.
            case strangeDivision
            /// The address says that it hosts companies; no filing in force says so.
            case unfiledHost
            /// Nobody names the road in this county.
            case unknownRoad
            /// The register of standard addresses knows the doors of the road, and not this one.
            case unregisteredDoor
            /// The place is an alert already.
            case placeIsAlert
            /// A place in the same room, or the room itself, is an alert.
            case roomHasAlert
            /// A place on the same floor is an alert.
            case floorHasAlert
            /// People of the representative's name represent companies.
            case namesakes
            /// Somebody of the representative's name represented a company whose
            /// licence was withdrawn within three years.
            case revokedNamesake
            /// A company of this name is on the register.
            case nameTaken
        }

        /// Whether something has to be shown before a registration: the others are
        /// for the officer's information.
        public var needsProof: Bool {
            switch kind {
            case .unknownCity, .contradictsCity, .unknownDivision, .severalPremises, .unfiledHost, .unregisteredDoor,
                .placeIsAlert, .roomHasAlert, .revokedNamesake, .nameTaken:
                true
            case .strangeDivision, .unknownRoad, .floorHasAlert, .namesakes: false
            }
        }

        init(_ kind: Kind, zh: String, en: String, companies: [NodeID] = []) {
            (self.kind, sentence, self.companies) = (kind, Title(zh: zh, en: en), companies)
        }
    }
}

extension RiskCounter {
    /// - Complexity: O(companies at the place · their edges), and a search for the
    ///   representative's name.
    func remarks(
        _ intended: IntendedRegistration, _ located: LocatedAddress, _ group: Group, _ verdict: RiskVerdict,
        present: (PlaceID) -> [NodeID]
    ) -> [RegistrationCheck.Remark] {
        typealias Remark = RegistrationCheck.Remark
        var remarks: [Remark] = []
        if located.isUnknownCity {
            remarks.append(
                Remark(
                    .unknownCity, zh: "没有名为“\(intended.city)”的地区，或不止一处；未按该地区核对住所。",
                    en: "No division is called “\(intended.city)”, or several are; it was not used."))
        }
        if located.contradictsCity {
            remarks.append(
                Remark(
                    .contradictsCity, zh: "住所写明的地区不在“\(intended.city)”。",
                    en: "The address tells a division that is not in “\(intended.city)”."))
        }
        let division = located.traits.division
        if division == 0 {
            let isAbroad = !intended.address.unicodeScalars.contains { $0.properties.isIdeographic }
            remarks.append(
                Remark(
                    .unknownDivision,
                    zh: isAbroad
                        ? "住所没有汉字，可能是境外地址；境内住所请用中文写明市、县（区）、道路和门牌。"
                        : "住所没有写明所在市、县（区），无法核对是否与已有企业同址。",
                    en: isAbroad
                        ? "The address has no Chinese characters and may lie abroad; of one in China tell city, county, road and number in Chinese."
                        : "The address tells no city or county: nobody can say who is there already."))
        } else if !places.knows(division: division) {
            remarks.append(
                Remark(
                    .strangeDivision, zh: "本库没有该地区（\(division)）的登记，未发现同址企业不说明没有。",
                    en:
                        "No registration of this store lies in division \(division): that nobody is known there means nothing."
                ))
        }
        let further = located.parsed.further
        if !further.isEmpty {
            let others = further.prefix(5).map(\.text).joined(separator: "；") + (further.count > 5 ? "……" : "")
            remarks.append(
                Remark(
                    .severalPremises, zh: "住所列了\(further.count + 1)处，只核对了第一处；请分别核对其他各处：\(others)。",
                    en:
                        "The address lists \(further.count + 1) premises, of which the first was checked; check the others: \(others)."
                ))
        }
        let isFiled = verdict.explanations.contains { rules.explanations[$0.explanation].id == .licensedHost }
        if located.traits.hints.contains(.hosting), !isFiled {
            remarks.append(
                Remark(
                    .unfiledHost, zh: "住所注明集群注册、托管或集中办公，未查到有效的托管备案，应出示备案证明。",
                    en: "The address says that it hosts companies; no filing in force is known, proof is needed."))
        }
        remarks += unregisteredDoor(located)
        if let place = group.place {
            let present = self.verdict(on: group)
            if present.isAlert {
                remarks.append(
                    Remark(
                        .placeIsAlert, zh: "该处已是预警场所（\(present.score)分），见 \(places.name(of: place, in: snapshot))。",
                        en: "The place is an alert already, of \(present.score) points.", companies: group.live))
            }
        }
        return remarks + alertsAround(located, present) + sameName(intended.name) + namesakes(intended.representative)
    }

    /// That nobody names the road; or the door, on a road whose doors the register of
    /// standard addresses knows: it may not exist.
    private func unregisteredDoor(_ located: LocatedAddress) -> [RegistrationCheck.Remark] {
        guard (located.level ?? .area) >= .door, places.knows(division: located.traits.division) else { return [] }
        guard let road = located.within, places.level(of: road) >= .road else {
            return [
                RegistrationCheck.Remark(
                    .unknownRoad, zh: "本库该地区没有登记或标准地址提到住所所写的道路、小区或大厦；请核对地址是否存在。",
                    en:
                        "No registration or standard address of this county names the road, estate or building; does it exist?"
                )
            ]
        }
        guard places.level(of: road) == .road else { return [] }
        let (registered, all) = buildings.doors(of: road, in: places)
        // A register that lacks many doors says nothing of one more.
        guard registered >= Self.doorsMin, Double(registered) >= Self.doorShareMin * Double(all) else { return [] }
        return [
            RegistrationCheck.Remark(
                .unregisteredDoor,
                zh: "标准地址库有“\(places.name(of: road, in: snapshot))”的\(registered)个门牌，没有住所所写的门牌，也没有企业登记在此；请核对门牌是否存在。",
                en: "The register of standard addresses has \(registered) doors of this road and not this one, and "
                    + "nobody is registered there; does the door exist?")
        ]
    }

    /// Registered doors of a road, and their share of all that are known, from which on
    /// the register is taken for complete there.
    private static let doorsMin = 10
    private static let doorShareMin = 0.8

    /// An alert that a part left out of the address, or one more, would hide: a desk of
    /// the room, the room of the desk, or another place on its floor.
    private func alertsAround(_ located: LocatedAddress, _ present: (PlaceID) -> [NodeID]) -> [RegistrationCheck.Remark]
    {
        guard let within = located.within, places.level(of: within) >= .floor else { return [] }
        let room = places.place(at: .room, of: within)
        let (kind, around): (RegistrationCheck.Remark.Kind, Title) =
            room == nil
            ? (.floorHasAlert, Title(zh: "楼层", en: "on the same floor"))
            : (.roomHasAlert, Title(zh: "室", en: "in the same room"))
        var open = [room ?? places.place(at: .floor, of: within) ?? within]
        var looked = 0
        while let place = open.popLast(), looked < Self.placesAroundMax {
            looked += 1
            open += places.parts(of: place)
            let companies = present(place)
            guard place != located.place, companies.count > 1 else { continue }
            let verdict = verdict(on: companies, at: place)
            guard verdict.isAlert else { continue }
            let name = places.name(of: place, in: snapshot)
            return [
                RegistrationCheck.Remark(
                    kind, zh: "同一\(around.zh)的“\(name)”已是预警场所（\(verdict.score)分），请核对住所是否写全。",
                    en: "“\(name)” \(around.en) is an alert of \(verdict.score) points; is the address complete?",
                    companies: companies)
            ]
        }
        return []
    }

    /// Places of a room or floor that are looked at.
    private static let placesAroundMax = 200
}
