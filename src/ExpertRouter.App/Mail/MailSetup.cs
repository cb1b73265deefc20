using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ExpertRouter.App.Mail;

/// <summary>Registers mail about tickets.</summary>
public static class MailSetup
{
    /// <summary>Adds planning and sending; the sending service ends at once when mail is off.</summary>
    public static IServiceCollection AddTicketMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section))
            .Validate(options => !options.IsOn || (options.From is { } from && MailboxAddress.TryParse(from, out _) && from.Contains('@', StringComparison.Ordinal)), "Mail:From must be the sender's e-mail address.")
            .Validate(options => !options.IsOn || options.PortalUrl is { IsAbsoluteUri: true, Scheme: "http" or "https" }, "Mail:PortalUrl must be the portal's address, for the links.")
            .Validate(options => options.Port is >= 1 and <= 65535, "Mail:Port is from 1 to 65535.")
            .Validate(options => options.SendEvery > TimeSpan.Zero && options.MostTries >= 1, "Mail:SendEvery is above 0 and Mail:MostTries 1 at least.")
            .ValidateOnStart();
        services.AddSingleton<MailPlanner>();
        services.AddSingleton<MailWriter>();
        services.AddSingleton<MailSender>();
        services.AddHostedService<MailService>();
        return services;
    }
}
