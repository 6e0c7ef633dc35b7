<?php
/**
 * The settings of one site.
 *
 * @package IAfluence
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * One option holds them all, so that uninstalling has one thing to remove. What is read is always complete and clean,
 * whoever wrote it.
 */
final class IAfluence_Options {

	const NAME     = 'iafluence';
	const CHOICES  = array(
		'where'    => array( 'everywhere', 'chosen' ),
		'front'    => array( 'show', 'hide' ),
		'users'    => array( 'everybody', 'visitors', 'members' ),
		'side'     => array( '', 'left', 'right' ),
		'theme'    => array( '', 'auto', 'light', 'dark' ),
		'locale'   => array( '', 'site', 'fr', 'en', 'es', 'de', 'it', 'nl', 'pt', 'ar' ),
		'consent'  => array( 'none', 'wp-consent-api', 'complianz', 'tarteaucitron', 'axeptio', 'didomi', 'event' ),
		'category' => array( 'functional', 'preferences', 'statistics', 'marketing' ),
	);
	const DEFAULTS = array(
		'chatbot'    => '',
		'where'      => 'everywhere',
		'front'      => 'show',
		'users'      => 'everybody',
		'include'    => '',
		'exclude'    => '',
		'post_types' => array(),
		'color'      => '',
		'side'       => '',
		'theme'      => '',
		'locale'     => '',
		'open'       => false,
		'launcher'   => true,
		'consent'    => 'none',
		'category'   => 'functional',
		'vendor'     => 'iafluence',
	);

	const MAX_PATHS           = 100;
	const MAX_PATH_CHARACTERS = 200;

	/**
	 * The settings in force.
	 *
	 * @return array
	 */
	public static function all() {
		return self::sanitize( get_option( self::NAME, array() ) );
	}

	/**
	 * The public key of the chatbot to show.
	 *
	 * @return string
	 */
	public static function chatbot() {
		$all = self::all();
		return '' === $all['chatbot'] ? IAfluence_Installation::CHATBOT : $all['chatbot'];
	}

	/**
	 * Makes settings of whatever came: unknown names are dropped, values that are none become the default.
	 *
	 * @param mixed $given What came from a form or from the database.
	 * @return array
	 */
	public static function sanitize( $given ) {
		$given = is_array( $given ) ? $given : array();
		$clean = self::DEFAULTS;
		foreach ( self::CHOICES as $name => $choices ) {
			$value = self::text( $given, $name );
			if ( in_array( $value, $choices, true ) ) {
				$clean[ $name ] = $value;
			}
		}
		$clean['chatbot'] = self::matching( self::text( $given, 'chatbot' ), '/^[A-Za-z0-9_-]{3,60}$/D', '' );
		$clean['color']   = self::matching( strtolower( self::text( $given, 'color' ) ), '/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/D', '' );
		$clean['vendor']  = self::matching( self::text( $given, 'vendor' ), '/^[A-Za-z0-9:._-]{1,80}$/D', 'iafluence' );
		$clean['include'] = self::paths( self::text( $given, 'include' ) );
		$clean['exclude'] = self::paths( self::text( $given, 'exclude' ) );
		foreach ( array( 'open', 'launcher' ) as $name ) {
			$clean[ $name ] = isset( $given[ $name ] ) ? (bool) $given[ $name ] : self::DEFAULTS[ $name ];
		}
		if ( isset( $given['post_types'] ) && is_array( $given['post_types'] ) ) {
			// Names of kinds of posts have 20 characters at most.
			$types               = preg_grep( '/^[a-z0-9_-]{1,20}$/D', array_filter( $given['post_types'], 'is_string' ) );
			$clean['post_types'] = array_slice( array_values( array_unique( $types ) ), 0, 50 );
		}
		return $clean;
	}

	/**
	 * The paths of a text area, one a line.
	 *
	 * @param string $lines As stored.
	 * @return string[]
	 */
	public static function lines( $lines ) {
		return '' === $lines ? array() : explode( "\n", $lines );
	}

	private static function text( $given, $name ) {
		return isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) ? trim( (string) $given[ $name ] ) : '';
	}

	private static function matching( $value, $pattern, $otherwise ) {
		return preg_match( $pattern, $value ) ? $value : $otherwise;
	}

	private static function paths( $text ) {
		$paths = array();
		foreach ( preg_split( '/\R/', $text ) as $line ) {
			$path = self::path( trim( $line ) );
			if ( '' !== $path ) {
				$paths[ $path ] = true;
			}
		}
		return implode( "\n", array_slice( array_keys( $paths ), 0, self::MAX_PATHS ) );
	}

	/**
	 * A path as it is compared: whole addresses are cut to it, characters that no path has make it none.
	 *
	 * @param string $line As someone typed it.
	 * @return string Empty when it is none.
	 */
	private static function path( $line ) {
		if ( preg_match( '#^https?://[^/]+(/.*)?$#i', $line, $parts ) ) {
			$line = isset( $parts[1] ) ? $parts[1] : '/';
		}
		$line = preg_replace( '/[?#].*$/s', '', $line );
		if ( '' === $line || strlen( $line ) > self::MAX_PATH_CHARACTERS || preg_match( '/[\x00-\x20<>"\'`\\\\]/', $line ) || ! preg_match( '//u', $line ) ) {
			return '';
		}
		return '/' === $line[0] || '*' === $line[0] ? $line : '/' . $line;
	}
}
