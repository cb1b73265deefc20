using System.Xml.Linq;
using ExpertRouter.Core.Model;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Benchmarks.Hybrid;

/// <summary>
/// From which cosine another question may be offered as like the one asked: the titles of a site's questions as queries. Its own question is what
/// should be found; with it left out, another one is offered rightly where the site's users linked the two. No outcome is looked at.
/// </summary>
internal static class QuestionNearness
{
    public static async Task ReportAsync(TextEncoder encoder, string folder)
    {
        var posts = new StackExchangeDump(folder).ReadPosts().Where(post => post.Kind == PostKind.Question).ToList();
        using var set = await HybridSet.CreateAsync(encoder, [.. posts.Select(post => new Document
        {
            Id = post.Id, SourceId = 1, ExternalId = $"{post.Id}", Kind = DocumentKind.Question, Title = post.Title ?? "", Body = HtmlText.Of(post.BodyHtml),
        })]);
        var links = Links(Path.Combine(folder, "PostLinks.xml"));
        var near = new List<(double Own, double Other, bool IsLinked)>();
        foreach (var post in posts)
        {
            var one = await set.AskAsync(post.Title ?? "", []);
            var own = one.Meaning.FirstOrDefault(hit => hit.DocumentId == post.Id)?.Score ?? 0;
            var other = one.Meaning.FirstOrDefault(hit => hit.DocumentId != post.Id);
            near.Add((own, other?.Score ?? 0, other is not null && links.Contains((post.Id, other.DocumentId))));
        }
        Console.WriteLine($"\nquestions of {Path.GetFileName(folder)}: {posts.Count}, {links.Count / 2} linked pairs\n");
        Console.WriteLine("| least cosine | own question offered | another offered, own left out | of these linked by users |");
        Console.WriteLine("| --: | --: | --: | --: |");
        foreach (var least in new[] { .4, .45, .5, .55, .6, .65, .7, .75, .8 })
        {
            var offered = near.Where(entry => entry.Other >= least).ToList();
            Console.WriteLine(FormattableString.Invariant(
                $"| {least:.00} | {near.Count(entry => entry.Own >= least) / (double)near.Count:.000} | {offered.Count / (double)near.Count:.000} | {offered.Count(entry => entry.IsLinked)} of {offered.Count} |"));
        }
    }

    private static HashSet<(long, long)> Links(string path)
    {
        var links = new HashSet<(long, long)>();
        if (!File.Exists(path))
            return links;
        foreach (var row in XDocument.Load(path).Root!.Elements("row"))
        {
            var (from, to) = ((long)row.Attribute("PostId")!, (long)row.Attribute("RelatedPostId")!);
            links.Add((from, to));
            links.Add((to, from));
        }
        return links;
    }
}
