<?php
/**
 * Where the chatbot shows.
 *
 * @package IAfluence
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Decides whether the page that is being made shows the chatbot. Only the page and whether somebody is logged in count, never who:
 * a cache that keeps the page for everybody keeps the right thing.
 */
final class IAfluence_Rules {

	/**
	 * Whether the rules let the chatbot show on this page.
	 *
	 * @param array $options Clean settings.
	 * @return bool
	 */
	public static function allow( $options ) {
		if ( ! self::is_page() || 'everywhere' !== $options['where'] || ! self::allow_user( $options['users'], is_user_logged_in() ) ) {
			return false;
		}
		$path = self::path( isset( $_SERVER['REQUEST_URI'] ) ? sanitize_url( wp_unslash( $_SERVER['REQUEST_URI'] ) ) : '/', (string) wp_parse_url( home_url( '/' ), PHP_URL_PATH ) );
		if ( self::matches( $path, IAfluence_Options::lines( $options['exclude'] ) ) ) {
			return false;
		}
		$include = IAfluence_Options::lines( $options['include'] );
		if ( $include ) {
			return self::matches( $path, $include );
		}
		if ( is_front_page() ) {
			return 'show' === $options['front'];
		}
		return ! $options['post_types'] || is_singular( $options['post_types'] );
	}

	/**
	 * Whether what is being made is a page that people read.
	 *
	 * @return bool
	 */
	public static function is_page() {
		return ! is_admin() && ! is_feed() && ! is_embed() && ! is_customize_preview() && ! wp_doing_ajax()
			&& ! ( defined( 'REST_REQUEST' ) && REST_REQUEST );
	}

	/**
	 * Whether a setting lets somebody see the chatbot.
	 *
	 * @param string $users     The setting.
	 * @param bool   $logged_in Whether they are logged in.
	 * @return bool
	 */
	public static function allow_user( $users, $logged_in ) {
		return 'everybody' === $users || ( 'members' === $users ) === $logged_in;
	}

	/**
	 * The path within the site, as rules are written: a site in a folder starts at / too.
	 *
	 * @param string $uri  The address asked for.
	 * @param string $home The path of the site.
	 * @return string
	 */
	public static function path( $uri, $home ) {
		$path = rawurldecode( (string) strtok( $uri, '?#' ) );
		$home = rtrim( $home, '/' );
		if ( '' !== $home && 0 === strpos( $path . '/', $home . '/' ) ) {
			$path = substr( $path, strlen( $home ) );
		}
		return '' === $path ? '/' : $path;
	}

	/**
	 * Whether one of the patterns fits the whole path; * stands for anything, and a slash at the end makes no difference.
	 *
	 * @param string   $path     The path.
	 * @param string[] $patterns The rules.
	 * @return bool
	 */
	public static function matches( $path, $patterns ) {
		$path = self::without_end( $path );
		foreach ( $patterns as $pattern ) {
			$pattern    = rawurldecode( $pattern );
			$expression = str_replace( '\*', '.*', preg_quote( self::without_end( $pattern ), '#' ) );
			if ( preg_match( '#^' . $expression . '$#sD', $path ) ) {
				return true;
			}
			// What is meant by /shop/* is the shop's own page too.
			if ( '/*' === substr( $pattern, -2 ) && self::without_end( substr( $pattern, 0, -1 ) ) === $path ) {
				return true;
			}
		}
		return false;
	}

	private static function without_end( $path ) {
		$path = rtrim( $path, '/' );
		return '' === $path ? '/' : $path;
	}
}
