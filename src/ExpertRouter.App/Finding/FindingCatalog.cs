using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Search.Lexical.Analysis;
using ExpertRouter.Search.Lexical.Searching;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Finding;

/// <summary>Names of sources and knowledge areas in memory, read again after some seconds. Thread-safe.</summary>
public sealed class FindingCatalog(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private volatile Content? _content;

    /// <summary>The content, at most some seconds old.</summary>
    public async Task<Content> GetAsync(CancellationToken cancellationToken)
    {
        var content = _content;
        if (content is not null && time.GetElapsedTime(content.ReadAt) < Fresh)
            return content;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sources = await db.Sources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
        var areas = await db.KnowledgeAreas.AsNoTracking().ToListAsync(cancellationToken);
        return _content = new Content(sources, areas, time.GetTimestamp());
    }

    /// <summary>One reading of the catalogue. Immutable.</summary>
    public sealed class Content
    {
        /// <summary>What a synonym counts beside the word that was typed.</summary>
        private const double SynonymWeight = 0.3;

        private readonly ILookup<string, Phrase> _byFirstWord;
        private readonly Dictionary<string, KnowledgeArea> _byTag = new(StringComparer.Ordinal);

        internal Content(IReadOnlyDictionary<int, string> sources, IReadOnlyList<KnowledgeArea> areas, long readAt)
        {
            (Sources, ReadAt) = (sources, readAt);
            foreach (var area in areas)
                foreach (var name in area.Synonyms.Prepend(area.Name))
                    _byTag.TryAdd(name, area);
            _byFirstWord = areas
                .SelectMany(area => area.Synonyms.Prepend(area.Name).Select(name => new Phrase(area, name, LanguageAnalyzers.WordsOf(name))))
                .Where(phrase => phrase.Words.Count > 0)
                .ToLookup(phrase => phrase.Words[0], StringComparer.Ordinal);
        }

        internal long ReadAt { get; }

        /// <summary>Source id → name.</summary>
        public IReadOnlyDictionary<int, string> Sources { get; }

        /// <summary>Name of a source.</summary>
        public string SourceName(int sourceId) => Sources.GetValueOrDefault(sourceId, "");

        /// <summary>The area that a tag belongs to, or null.</summary>
        public KnowledgeArea? AreaOfTag(string tag) => _byTag.GetValueOrDefault(tag);

        /// <summary>Areas that a text names, by name or synonym, in order, each once.</summary>
        public IReadOnlyList<FoundArea> AreasIn(string text) =>
            [.. PhrasesIn(text).DistinctBy(phrase => phrase.Area.Id).Select(phrase => new FoundArea(phrase.Area.Id, phrase.Area.Name, phrase.Name))];

        /// <summary>Per area that a text names, the tags that mean it.</summary>
        public IReadOnlyList<IReadOnlyList<string>> TagsIn(string text) =>
            [.. PhrasesIn(text).DistinctBy(phrase => phrase.Area.Id).Select(phrase => (IReadOnlyList<string>)[phrase.Area.Name, .. phrase.Area.Synonyms])];

        /// <summary>The other words of the areas that a text names.</summary>
        public IReadOnlyList<Expansion> ExpansionsOf(string text) =>
            [.. PhrasesIn(text).DistinctBy(phrase => phrase.Area.Id)
                .Where(phrase => phrase.Area.Synonyms.Length > 0)
                .Select(phrase => new Expansion(
                    [.. phrase.Area.Synonyms.Prepend(phrase.Area.Name).SelectMany(LanguageAnalyzers.WordsOf).Distinct()], SynonymWeight))];

        private IEnumerable<Phrase> PhrasesIn(string text)
        {
            var words = LanguageAnalyzers.WordsOf(text);
            for (var i = 0; i < words.Count; i++)
            {
                foreach (var phrase in _byFirstWord[words[i]])
                {
                    if (phrase.Words.Count <= words.Count - i && words.Skip(i).Take(phrase.Words.Count).SequenceEqual(phrase.Words))
                        yield return phrase;
                }
            }
        }

        private sealed record Phrase(KnowledgeArea Area, string Name, IReadOnlyList<string> Words);
    }
}
