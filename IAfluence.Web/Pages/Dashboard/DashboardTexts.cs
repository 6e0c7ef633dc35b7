namespace IAfluence.Web.Pages.Dashboard;

/// <summary>Names the resource files of the Dashboard page.</summary>
public sealed class DashboardTexts;
