/** The only global name that the widget defines. See js/README.md. */
interface Window {
  IAfluence?: import("../loader/widget").Widget;
}
