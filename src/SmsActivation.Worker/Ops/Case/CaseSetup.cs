using SmsActivation.Core.Cases;

namespace SmsActivation.Worker.Ops.Case;

internal static class CaseSetup
{
    public static IServiceCollection AddCases(this IServiceCollection services) =>
        services
            .AddSingleton<CaseQuery>()
            .AddSingleton<CaseFinder>()
            .AddSingleton<CustomerTexts>()
            .AddSingleton<ReplayStore>()
            .AddSingleton<SendMending>()
            .AddSingleton<PasswordReissue>()
            .AddSingleton<LimitLifting>()
            .AddSingleton<HoldReleasing>()
            .AddSingleton<LinkChanges>()
            .AddSingleton<CardBlocking>()
            .AddSingleton<CardReplacement>()
            .AddSingleton<NumberReveals>()
            .AddSingleton<CaseSearch>()
            .AddSingleton<CaseActing>()
            .AddSingleton<CasePages>();
}
