using System.Globalization;
using System.Text;
using ExpertRouter.Core.Model;
using ExpertRouter.Search.Lexical.Analysis;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using LuceneDocument = Lucene.Net.Documents.Document;

namespace ExpertRouter.Search.Lexical.Indexing;

/// <summary>Turns documents and experts' profiles into index entries. No text is stored: the store has it.</summary>
internal static class IndexEntry
{
    /// <summary>Characters of a document that are indexed; the rest of a longer one is left out.</summary>
    private const int LongestText = 200_000;

    /// <summary>Weight of a declared area or self-description beside a document: declared is not proven.</summary>
    private const double ProfileWeight = 0.5;

    private static readonly FieldType Scored = Frozen(new FieldType
    {
        IsIndexed = true, IsTokenized = true, IndexOptions = IndexOptions.DOCS_AND_FREQS,
    });

    private static readonly FieldType Backing = Frozen(new FieldType
    {
        IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_AND_FREQS,
    });

    public static Term IdTerm(long number) => new(IndexedFields.Id, number.ToString(CultureInfo.InvariantCulture));

    public static LuceneDocument Of(Core.Model.Document document)
    {
        var entry = Start(document.Id, document.SourceId, document.Language);
        AddText(entry, document.VisibilityGroups.Length == 0 ? Space.Open : Space.Restricted, Text(document), document.Language);
        entry.Add(new StringField(IndexedFields.Key, $"{document.SourceId}/{document.ExternalId}", Field.Store.NO));
        if (document.ParentExternalId is { } parent)
            entry.Add(new StringField(IndexedFields.Parent, $"{document.SourceId}/{parent}", Field.Store.NO));
        if (document.VisibilityGroups.Length > 0)
            entry.Add(new NumericDocValuesField(IndexedFields.Restricted, 1));
        foreach (var group in document.VisibilityGroups.Distinct())
            entry.Add(new StringField(IndexedFields.Group, group, Field.Store.NO));
        foreach (var tag in document.Tags.Distinct())
        {
            entry.Add(new StringField(IndexedFields.Tag, tag, Field.Store.NO));
            entry.Add(new SortedSetDocValuesField(IndexedFields.Tags, new BytesRef(tag)));
        }
        entry.Add(new NumericDocValuesField(IndexedFields.Kind, (long)document.Kind));
        entry.Add(new NumericDocValuesField(IndexedFields.Created, document.CreatedAt.UtcTicks));
        entry.Add(new NumericDocValuesField(IndexedFields.Score, document.Score));
        entry.Add(new NumericDocValuesField(IndexedFields.Accepted, document.IsAccepted ? 1 : 0));
        entry.Add(new BinaryDocValuesField(IndexedFields.Authors, AuthorBytes.Write(document.Authorships)));
        return entry;
    }

    /// <summary>The profile, or null when the expert says nothing of itself.</summary>
    public static LuceneDocument? OfProfile(Expert expert)
    {
        if (string.IsNullOrWhiteSpace(expert.About) && expert.DeclaredAreas.Length == 0)
            return null;
        var areas = string.Join('\n', expert.DeclaredAreas);
        var entry = Start(-expert.Id, expert.SourceId, LanguageAnalyzers.Default);
        AddText(entry, Space.Profile, $"{areas}\n{areas}\n{expert.Title}\n{expert.About}", LanguageAnalyzers.Default);
        var self = new Authorship { ExpertId = expert.Id, Role = AuthorshipRole.Author, Weight = ProfileWeight };
        entry.Add(new BinaryDocValuesField(IndexedFields.Authors, AuthorBytes.Write([self])));
        return entry;
    }

    private static LuceneDocument Start(long number, int source, string language) =>
    [
        new StringField(IndexedFields.Id, number.ToString(CultureInfo.InvariantCulture), Field.Store.NO),
        new StringField(IndexedFields.Language, LanguageAnalyzers.Known(language), Field.Store.NO),
        new NumericDocValuesField(IndexedFields.Number, number),
        new NumericDocValuesField(IndexedFields.Source, source),
    ];

    private static void AddText(LuceneDocument entry, Space space, string text, string language)
    {
        var prepared = SearchText.Prepare(text.Length > LongestText ? text[..LongestText] : text);
        entry.Add(new Field(IndexedFields.Stems(space), LanguageAnalyzers.StemStream(prepared, language), Scored));
        entry.Add(new Field(IndexedFields.Words(space), LanguageAnalyzers.WordStream(prepared), Backing));
    }

    private static string Text(Core.Model.Document document)
    {
        var tags = string.Join('\n', document.Tags);
        return new StringBuilder(document.Title.Length * 2 + document.Body.Length + (document.Code?.Length ?? 0) + tags.Length * 2 + 8)
            .Append(document.Title).Append('\n').Append(document.Title).Append('\n')
            .Append(tags).Append('\n').Append(tags).Append('\n')
            .Append(document.Body).Append('\n').Append(document.Code)
            .ToString();
    }

    private static FieldType Frozen(FieldType type)
    {
        type.Freeze();
        return type;
    }
}
