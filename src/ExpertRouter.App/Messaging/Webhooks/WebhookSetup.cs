using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.App.Messaging.Webhooks;

/// <summary>Registers webhooks.</summary>
internal static class WebhookSetup
{
    private const int ShortestSecret = 16;

    public static void AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section))
            .Validate(options => options.Subscriptions.All(one => one.Name.Length > 0 && one.Url is { IsAbsoluteUri: true, Scheme: "http" or "https" }),
                "Webhooks:Subscriptions: each needs a Name and an absolute http or https Url.")
            .Validate(options => options.Subscriptions.DistinctBy(one => one.Name).Count() == options.Subscriptions.Count, "Webhooks:Subscriptions: two have the same Name.")
            .Validate(options => options.Subscriptions.All(one => one.Secret.Length >= ShortestSecret), $"Webhooks:Subscriptions: each needs a Secret of {ShortestSecret} characters at least.")
            .Validate(options => options.Timeout > TimeSpan.Zero, "Webhooks:Timeout is above 0.")
            .ValidateOnStart();
        services.AddSingleton<WebhookSender>();
    }
}
