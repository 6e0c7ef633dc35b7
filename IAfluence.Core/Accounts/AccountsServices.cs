using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Accounts;

/// <summary>Registers the services of the Accounts room.</summary>
public static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddPlatformCollection(User.Collection)
        .AddPlatformCollection(Membership.Collection)
        .AddPlatformCollection(Session.Collection)
        .AddPlatformCollection(SetupState.Collection)
        .AddSingleton<ClientAccess>()
        .AddSingleton<UserRights>()
        .AddSingleton<UserSessions>()
        .AddSingleton<SignInAttempts>()
        .AddSingleton<Setup>();
}
