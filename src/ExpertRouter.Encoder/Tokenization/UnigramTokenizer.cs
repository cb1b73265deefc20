using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExpertRouter.Encoder.Tokenization;

/// <summary>
/// Unigram language-model pieces (SentencePiece style): the segmentation of the text with the largest sum of piece scores, found by
/// Viterbi. Rules of the Universal Sentence Encoder Lite tokenizer, tie-breaking included: NFKC; U+2581 in front and for every space;
/// ids 0 to 5 reserved; a character that starts no piece is unknown (id 0, score 0); a total of exactly 0 counts as not reached;
/// equal totals go to the later start; runs of unknowns are one id. Vocabulary file: <c>piece TAB score</c> a line, line number from
/// 0 = id, of equal pieces the last counts. Thread-safe.
/// </summary>
public sealed class UnigramTokenizer : ITextTokenizer
{
    private const int ReservedIds = 6;
    private const char WordStart = '\u2581';
    private readonly Dictionary<long, int> _children = [];
    private readonly List<(int Id, double Score)> _nodes = [(0, 0)];
    private readonly int[] _lengths;

    private UnigramTokenizer(string path, string[] lines, string fingerprint)
    {
        Fingerprint = fingerprint;
        _lengths = new int[lines.Length];
        for (var id = 0; id < lines.Length; id++)
        {
            var tab = lines[id].LastIndexOf('\t');
            if (tab < 1 || !double.TryParse(lines[id].AsSpan(tab + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var score) || !double.IsFinite(score))
                throw new FormatException($"{path}:{id + 1}: should be a piece, a tab and its score");
            if (id >= ReservedIds)
                _lengths[id] = Insert(lines[id].AsSpan(0, tab), id, score);
        }
    }

    /// <inheritdoc/>
    public int IdCount => _lengths.Length;

    /// <inheritdoc/>
    public int PaddingId => 0;

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <summary>Reads a vocabulary.</summary>
    /// <exception cref="FormatException">A malformed line or too few lines; says which.</exception>
    /// <exception cref="InvalidOperationException">The process runs without ICU, so that NFKC would silently do nothing.</exception>
    public static UnigramTokenizer Load(string path)
    {
        if ("\ufb01".Normalize(NormalizationForm.FormKC) != "fi")
            throw new InvalidOperationException(
                "Unicode normalisation does nothing in this process, so this tokenizer would give wrong ids: install ICU and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        var content = File.ReadAllBytes(path);
        var lines = Encoding.UTF8.GetString(content).Split('\n');
        if (lines[^1].Length == 0)
            lines = lines[..^1];
        if (lines.Length <= ReservedIds)
            throw new FormatException($"{path}: a unigram vocabulary has more than {ReservedIds} lines, this file has {lines.Length}");
        return new UnigramTokenizer(path, lines, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    /// <inheritdoc/>
    /// <remarks>Of very long texts only the first max(8,192, 64 · <paramref name="maxTokens"/>) characters are looked at.</remarks>
    public IReadOnlyList<int> Encode(string text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokens);
        var ids = Segment(text, maxTokens);
        if (ids.Count > maxTokens)
            ids.RemoveRange(maxTokens, ids.Count - maxTokens);
        return ids;
    }

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids)
    {
        var all = Segment(text, ids.Length);
        var count = Math.Min(all.Count, ids.Length);
        for (var i = 0; i < count; i++)
            ids[i] = all[i];
        return count;
    }

    private List<int> Segment(ReadOnlySpan<char> text, int maxTokens)
    {
        text = text[..(int)Math.Min(text.Length, Math.Max(8192, 64L * maxTokens))];
        var normal = WellFormedText.Of(text).Normalize(NormalizationForm.FormKC);
        if (normal.Length == 0)
            return [];
        var runes = new List<int>(normal.Length + 1) { WordStart };
        foreach (var rune in normal.EnumerateRunes())
            runes.Add(rune.Value == ' ' ? WordStart : rune.Value);

        var best = new double[runes.Count + 1];
        var piece = new int[runes.Count + 1];
        for (var start = 0; start < runes.Count; start++)
        {
            var known = false;
            var node = 0;
            for (var end = start; end < runes.Count && _children.TryGetValue(Edge(node, runes[end]), out node); end++)
                if (_nodes[node].Id != 0)
                {
                    known = true;
                    Relax(end + 1, best[start] + _nodes[node].Score, _nodes[node].Id);
                }
            if (!known)
                Relax(start + 1, best[start], 0);
        }

        var ids = new List<int>();
        for (var end = runes.Count; end > 0; end -= piece[end] == 0 ? 1 : _lengths[piece[end]])
            if (piece[end] != 0 || ids.Count == 0 || ids[^1] != 0)
                ids.Add(piece[end]);
        ids.Reverse();
        return ids;

        void Relax(int end, double total, int id)
        {
            if (best[end] == 0 || total >= best[end])
                (best[end], piece[end]) = (total, id);
        }
    }

    /// <returns>Length of the piece in code points.</returns>
    private int Insert(ReadOnlySpan<char> text, int id, double score)
    {
        var (node, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var edge = Edge(node, rune.Value);
            if (!_children.TryGetValue(edge, out node))
            {
                node = _nodes.Count;
                _children.Add(edge, node);
                _nodes.Add((0, 0));
            }
            length++;
        }
        _nodes[node] = (id, score);
        return length;
    }

    private static long Edge(int node, int rune) => ((long)node << 21) | (uint)rune;
}
