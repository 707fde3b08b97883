public import GraphStore

/// A mention that the graph does not have yet.
public struct PersonMention: Sendable {
    /// As the record writes it.
    public var name: String
    /// Whether the record gives an identifier that the graph does not have: one
    /// that it has leads to its person without linkage.
    public var isIdentified = false
    /// nil where unknown.
    public var birthYear: Int?
    /// Posts in companies that the graph has.
    public var posts: [Post]
    /// Telephone numbers and e-mail addresses of the mention itself.
    public var contacts: [NodeID] = []
    /// Relatives that the graph has.
    public var relatives: [NodeID] = []

    /// A mention without identifier, contacts and relatives.
    public init(name: String, posts: [Post] = []) { (self.name, self.posts) = (name, posts) }

    /// What the mention is in a company.
    public struct Post: Sendable {
        /// A company of the graph.
        public var company: NodeID
        /// What the edge from the person to the company would be.
        public var kind: EdgeKind
        /// Of officers; ``EdgeAttributes/noLabel`` else.
        public var label: UInt32
        /// First day, where it is known.
        public var since: Day?

        /// Everything that is not given is unknown.
        public init(
            company: NodeID, kind: EdgeKind, label: UInt32 = EdgeAttributes.noLabel, since: Day? = nil
        ) {
            (self.company, self.kind, self.label, self.since) = (company, kind, label, since)
        }
    }
}

/// A mention of the graph that may be the same person as a new one.
public struct PersonCandidate: Sendable {
    /// A person node.
    public let mention: NodeID
    /// log2 of the odds.
    public let bits: Double
    /// What speaks for and against it.
    public let evidence: [LinkageEvidence]
    /// Whether it is enough to merge, as far as the pair alone decides.
    public let isMerge: Bool

    /// 0…1.
    public var probability: Double { PersonLink.probability(bits: bits) }
}

extension People {
    /// The mentions that a new one may be the same person as, likeliest first:
    /// the pairs that linking the graph with the mention in it would find for it
    /// under the same weights.
    ///
    /// - Complexity: O(k · 64) for k keys of the mention, or O(mentions of the
    ///   name · their keys) for names with at most 256 mentions.
    /// - Precondition: companies, contacts and relatives are nodes of the graph.
    public func candidates(for mention: PersonMention) -> [PersonCandidate] {
        guard let name = source.names.number(of: mention.name) else { return [] }
        let keys = self.keys(of: mention, name: UInt32(name))
        let scorer = self.scorer.addingOne()
        let namesakes = source.names.expectedNamesakes(
            name, added: 1, addedIdentified: mention.isIdentified ? 1 : 0)
        let isNameEnough = scorer.nameBits(namesakes: namesakes) >= linkage.settings.possibleBits
        let ownPosts = mention.isIdentified ? min(keys.companies.count, MentionSource.companiesMax) : 0
        let namedPosts = Int(source.namedPostCounts[name]) + ownPosts
        let reasons = keys.keys.filter { BlockSearch.isReason($0, scorer) }
        var candidates: [PersonCandidate] = []
        var other = MentionKeys()
        for place in comparedPlaces(name, reasons, isNameEnough: isNameEnough) {
            let person = source.names.member(source.names.block(name).lowerBound + place)
            source.gather(person, into: &other)
            guard !(other.isIdentified && mention.isIdentified) else { continue }
            let nameBits = scorer.nameBits(
                namesakes: namesakes, posts: ownPosts + Int(source.postCounts[person]), namedPosts: namedPosts)
            let score = scorer.score(other, keys, nameBits: nameBits)
            guard score.total >= linkage.settings.possibleBits else { continue }
            candidates.append(
                PersonCandidate(
                    mention: NodeID(source.persons.lowerBound + person), bits: score.total,
                    evidence: evidence(score, birthYear: keys.birthYear),
                    isMerge: score.total >= linkage.settings.mergeBits && score.isCorroborated(linkage.settings)))
        }
        return candidates.sorted { (-$0.bits, $0.mention) < (-$1.bits, $1.mention) }
    }

    /// The places of a name's block that a mention with the keys is compared
    /// with: the first of every key, and of the name where it is enough.
    private func comparedPlaces(_ name: Int, _ reasons: [UInt32], isNameEnough: Bool) -> [Int] {
        let block = source.names.block(name)
        var places = Set(isNameEnough ? 0..<min(block.count, BlockSearch.compared) : 0..<0)
        if let index = linkage.blockIndices[name] {
            for key in reasons { places.formUnion(index.places(of: key, limit: BlockSearch.compared)) }
        } else {
            var seen = [Int](repeating: 0, count: reasons.count)
            var other = MentionKeys()
            for place in 0..<block.count {
                source.gather(source.names.member(block.lowerBound + place), into: &other)
                for (index, key) in reasons.enumerated() where other.keys.contains(sorted: key) {
                    if seen[index] < BlockSearch.compared { places.insert(place) }
                    seen[index] += 1
                }
            }
        }
        return places.sorted()
    }

    /// The people that a new mention is, strongest link first: none, or one, or
    /// several that it shows to be one. An identified mention joins no person
    /// with another identifier; of people who may not come together the first
    /// stays.
    ///
    /// - Complexity: as ``candidates(for:)``.
    public func entities(for mention: PersonMention) -> [NodeID] {
        let merging = candidates(for: mention).filter(\.isMerge)
        var entities: [NodeID] = []
        var hasIdentifier = mention.isIdentified
        if !hasIdentifier {
            let claims = merging.filter { source.nodes.isIdentified[$0.mention.index] != 0 }
            if claims.count > 1, claims[0].bits - claims[1].bits < LinkDecider.ambiguityBits { hasIdentifier = true }
        }
        for candidate in merging {
            let entity = entity(of: candidate.mention)
            guard !entities.contains(entity) else { continue }
            let isIdentified = mentions(of: entity).contains { source.nodes.isIdentified[$0.index] != 0 }
            if isIdentified && hasIdentifier { continue }
            hasIdentifier = hasIdentifier || isIdentified
            entities.append(entity)
        }
        return entities
    }

    private func keys(of mention: PersonMention, name: UInt32) -> MentionKeys {
        var keys = MentionKeys()
        source.start(&keys)
        keys.isIdentified = mention.isIdentified
        keys.birthYear = UInt16(clamping: mention.birthYear ?? 0)
        for post in mention.posts {
            source.addPost(
                post.company.rawValue, post.kind, label: post.label,
                since: post.since?.rawValue ?? Day.unknownRawValue, to: &keys)
        }
        keys.keys += mention.contacts.map(\.rawValue)
        for relative in mention.relatives {
            source.addCompanion(source.names.numberOf[relative.index - source.persons.lowerBound], to: &keys)
        }
        source.finish(&keys, ownName: name)
        return keys
    }
}

extension [UInt32] {
    /// Whether an ascending array has the value.
    fileprivate func contains(sorted value: UInt32) -> Bool {
        let place = BinarySearch.firstIndex(in: indices) { self[$0] >= value }
        return place < count && self[place] == value
    }
}
