using System.Globalization;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.Core.Model;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Training;

/// <summary>A help desk's past: questions by person 1, answers by persons 2 and 3, one question a day.</summary>
internal static class History
{
    public const long Asker = 1;
    public const long Loud = 2;
    public const long Right = 3;

    public static readonly DateTimeOffset First = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static Document Question(long id, int day, string text, long asker = Asker) => At(Doc(id, text, text, (asker, AuthorshipRole.Asker)), DocumentKind.Question, day);

    public static Document Answer(long id, int day, long question, string text, long expert, bool isAccepted)
    {
        var answer = At(Doc(id, text, text, (expert, AuthorshipRole.Answerer)), DocumentKind.Answer, day, hours: 1);
        (answer.ParentExternalId, answer.IsAccepted) = ($"d{question}", isAccepted);
        return answer;
    }

    public static Document At(Document document, DocumentKind kind, int day, int hours = 0)
    {
        (document.Kind, document.CreatedAt) = (kind, First.AddDays(day).AddHours(hours));
        return document;
    }

    /// <summary>
    /// Days of questions about the same thing. Loud answers every one with the question's words, twice as often as they stand there,
    /// and is never accepted; Right answers with the words once and always is. By words alone Loud ranks first, by acceptance Right.
    /// </summary>
    public static async Task SaveAsync(FindingWorld world, int days)
    {
        await world.SaveAsync(Person(Asker, "Asker"), Person(Loud, "Loud"), Person(Right, "Right"));
        var documents = new List<Document>();
        for (var day = 0; day < days; day++)
        {
            var id = 1_000 + (10 * day);
            var number = (day % 7).ToString(CultureInfo.InvariantCulture);
            documents.Add(Question(id, day, $"pump pressure valve{number}"));
            documents.Add(Answer(id + 1, day, id, $"pump pressure pump pressure valve{number} valve{number}", Loud, isAccepted: false));
            documents.Add(Answer(id + 2, day, id, $"look at the pump and its pressure behind the valve{number} and at everything else there is", Right, isAccepted: true));
        }
        await world.SaveAsync([.. documents]);
    }
}
