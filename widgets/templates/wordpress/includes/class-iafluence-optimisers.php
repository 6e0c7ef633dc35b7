<?php
/**
 * Getting along with caches and optimisers.
 *
 * @package IAfluence
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Tells the common optimisers to leave the chatbot's script alone, each in its own words. The attributes of the tag say the same to
 * those that read them.
 */
final class IAfluence_Optimisers {

	/**
	 * Filters that are given a list of parts of addresses.
	 */
	const LISTS = array(
		'rocket_delay_js_exclusions',
		'rocket_exclude_defer_js',
		'rocket_exclude_js',
		'rocket_minify_excluded_external_js',
		'litespeed_optimize_js_excludes',
		'litespeed_optm_js_defer_exc',
		'litespeed_optm_gm_js_exc',
		'sgo_javascript_combine_excluded_external_paths',
		'perfmatters_delay_js_exclusions',
		'perfmatters_defer_js_exclusions',
		'wp-optimize-minify-default-exclusions',
		'flying_press_exclude_from_delay:js',
		'flying_press_exclude_from_minify:js',
	);

	public static function register() {
		foreach ( self::LISTS as $filter ) {
			add_filter( $filter, array( __CLASS__, 'add_to_list' ) );
		}
		add_filter( 'autoptimize_filter_js_exclude', array( __CLASS__, 'add_to_text' ) );
		add_filter( 'w3tc_minify_js_do_tag_minification', array( __CLASS__, 'leave_tag' ), 10, 2 );
	}

	/**
	 * Adds the script to a list of those that are left alone.
	 *
	 * @param mixed $list The list; some plugins give a text with commas.
	 * @return mixed
	 */
	public static function add_to_list( $list ) {
		if ( is_string( $list ) ) {
			return self::add_to_text( $list );
		}
		return array_merge( is_array( $list ) ? $list : array(), self::parts() );
	}

	/**
	 * The same for a text with commas.
	 *
	 * @param mixed $list The text.
	 * @return mixed
	 */
	public static function add_to_text( $list ) {
		if ( is_array( $list ) ) {
			return self::add_to_list( $list );
		}
		return ltrim( $list . ', ' . implode( ', ', self::parts() ), ', ' );
	}

	/**
	 * Whether a script tag may be joined with others.
	 *
	 * @param bool   $join What was decided so far.
	 * @param string $tag  The tag.
	 * @return bool
	 */
	public static function leave_tag( $join, $tag ) {
		return $join && false === strpos( (string) $tag, 'data-chatbot=' );
	}

	private static function parts() {
		return array( (string) wp_parse_url( IAfluence_Installation::ADDRESS, PHP_URL_HOST ) . '/widget.js', 'iafluence/public/' );
	}
}
