using System.Buffers.Text;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Storing;
using ExpertRouter.App.Ingestion.Text;

namespace ExpertRouter.App.Ingestion.StackExchange;

/// <summary>
/// What must be known of a dump before its posts are read: which answers were accepted (stated at the question, or in Votes) and
/// which tag badges people hold. One bit per accepted answer; a pass at the speed of the disk.
/// </summary>
internal sealed class DumpSurvey
{
    private const string AcceptedByAsker = "1";
    private readonly SparseBits _accepted = new();
    private readonly Dictionary<long, List<string>> _badges = [];

    public bool IsAccepted(long postId) => _accepted.Contains(postId);

    public IReadOnlyList<string> TagBadges(long userId) => _badges.GetValueOrDefault(userId, []);

    public static DumpSurvey Take(string posts, string? votes, string? badges, CancellationToken cancellationToken)
    {
        var survey = new DumpSurvey();
        survey.ScanPosts(posts, cancellationToken);
        if (votes is not null)
            Rows(votes, survey.AddVote, cancellationToken);
        if (badges is not null)
            Rows(badges, survey.AddBadge, cancellationToken);
        return survey;
    }

    private void AddQuestion(XmlRow row)
    {
        if (row.Number("AcceptedAnswerId") is >= 0 and { } answer)
            _accepted.Add(answer);
    }

    private void AddVote(XmlRow row)
    {
        if (row.Text("VoteTypeId") == AcceptedByAsker && row.Number("PostId") is >= 0 and { } post)
            _accepted.Add(post);
    }

    private void AddBadge(XmlRow row)
    {
        if (row.Text("TagBased") != "True" || row.Number("UserId") is not { } user || row.Text("Name") is not { Length: > 0 } name)
            return;
        if (!_badges.TryGetValue(user, out var list))
            _badges[user] = list = [];
        var tag = string.Intern(name.ToLowerInvariant());
        if (!list.Contains(tag))
            list.Add(tag);
    }

    private static void Rows(string file, Action<XmlRow> add, CancellationToken cancellationToken)
    {
        foreach (var (_, text, problem) in new XmlRowReader(file).Read(resumeAfter: null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (problem is not null)
                continue;
            try
            {
                add(new XmlRow(text));
            }
            catch (RecordFormatException)
            {
                // Votes and badges only add to what posts and users say; a bad one has nothing to be kept for.
                continue;
            }
        }
    }

    /// <summary>Looks for the attribute in the raw bytes: a quote cannot occur inside a value, so this finds nothing else.</summary>
    private void ScanPosts(string posts, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> needle = " AcceptedAnswerId=\""u8;
        using var stream = SourceFile.OpenRead(posts);
        var buffer = new byte[1 << 20];
        var kept = 0;
        int read;
        while ((read = stream.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            if (stream.Position == read && buffer.AsSpan(0, read) is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            {
                Rows(posts, AddQuestion, cancellationToken);
                return;
            }
            cancellationToken.ThrowIfCancellationRequested();
            var span = buffer.AsSpan(0, kept + read);
            int at;
            while ((at = span.IndexOf(needle)) >= 0 && span.Length - at > needle.Length + 24)
            {
                span = span[(at + needle.Length)..];
                if (Utf8Parser.TryParse(span, out long id, out _) && id >= 0)
                    _accepted.Add(id);
            }
            kept = Math.Min(span.Length, at >= 0 ? span.Length - at : needle.Length);
            span[^kept..].CopyTo(buffer);
        }
        var rest = buffer.AsSpan(0, kept);
        var last = rest.IndexOf(needle);
        if (last >= 0 && Utf8Parser.TryParse(rest[(last + needle.Length)..], out long lastId, out _) && lastId >= 0)
            _accepted.Add(lastId);
    }
}
