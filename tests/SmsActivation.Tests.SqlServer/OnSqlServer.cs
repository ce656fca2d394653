using System.Reflection;
using SmsActivation.Tests;
using SmsActivation.Tests.Storage;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("SmsActivation.Tests.OnSqlServer", "SmsActivation.Tests.SqlServer")]

namespace SmsActivation.Tests;

/// <summary>Runs the contracts where there is a server; elsewhere nothing but <see cref="ContractsRan"/>, which says so.</summary>
public sealed class OnSqlServer(IMessageSink sink) : XunitTestFramework(sink)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo) =>
        new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName)
    {
        if (TemporaryDatabase.Server is not null)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => TemporaryDatabase.DropAll();
        return base.CreateExecutor(assemblyName);
    }

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider source, IMessageSink sink)
        : XunitTestFrameworkDiscoverer(assembly, source, sink)
    {
        protected override bool IsValidTestClass(ITypeInfo type) =>
            base.IsValidTestClass(type)
            && (TemporaryDatabase.Server is not null || type.Name == typeof(ContractsRan).FullName);
    }
}

public sealed class ContractsRan
{
    [SqlServerFact]
    public void The_contracts_of_the_stores_ran_on_SQL_Server() => Assert.NotNull(TemporaryDatabase.Server);
}

/// <summary>Skipped, saying why, where there is no server to test on.</summary>
public sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute()
    {
        if (TemporaryDatabase.Server is not null)
            return;
        // The runner prints a skipped test's name, and not why it was.
        DisplayName = Skip =
            $"{TemporaryDatabase.Variable} holds no connection string: the contracts of the stores ran on SQLite only.";
    }
}
